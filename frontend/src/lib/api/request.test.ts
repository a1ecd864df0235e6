import { expect, test } from 'vitest';
import { contentOf, requestOf } from './request.ts';

const origin = 'https://x.test';

test('a path is filled, and an id cannot leave its place', () => {
  const request = requestOf(origin, 'GET', '/api/v1/slots/{id}', { params: { path: { id: 'a/../b' } } });
  expect(request.url).toBe('https://x.test/api/v1/slots/a%2F..%2Fb');
});

test('a query repeats lists and leaves out what is not given', () => {
  const query = { district: ['sha_tin', 'tai_po'], after: undefined, mine: true, from: null };
  const request = requestOf(origin, 'GET', '/api/v1/slots', { params: { query } });
  expect(new URL(request.url).search).toBe('?district=sha_tin&district=tai_po&mine=true');
});

test('a body travels as JSON with its headers', async () => {
  const request = requestOf(origin, 'POST', '/api/v1/x', {
    body: { a: '中' },
    headers: { 'Idempotency-Key': 'k' },
  });
  expect(request.headers.get('content-type')).toBe('application/json');
  expect(request.headers.get('idempotency-key')).toBe('k');
  expect(await request.json()).toEqual({ a: '中' });
});

test('without a body there is no type of one', () => {
  expect(requestOf(origin, 'DELETE', '/api/v1/x').headers.has('content-type')).toBe(false);
});

test('an answer that is empty or not JSON has no content', async () => {
  expect(await contentOf(new Response(null, { status: 204 }))).toBeUndefined();
  expect(await contentOf(new Response('<html>'))).toBeUndefined();
  expect(await contentOf(Response.json({ a: 1 }))).toEqual({ a: 1 });
});
