import { expect, test } from 'vitest';
import { signInFrom } from '#lib/base/sign-in-from.ts';
import { application, joinTo, onwards, ours } from './onwards.ts';
import { homeOf } from './ways.ts';

const member = { member: true, roles: [] };
const coordinator = { member: false, roles: [{ role: 'coordinator' as const }] };

test('everybody begins where their work is', () => {
  expect(homeOf(member)).toBe('/my');
  expect(homeOf(coordinator)).toBe('/desk');
  expect(homeOf({ member: false, roles: [{ role: 'researcher' }] })).toBe('/desk');
  expect(homeOf({ member: false, roles: [] })).toBe('/my/profile');
});

test('signing in leads back to the page that asked', () => {
  expect(signInFrom(new URL('https://x.test/my/slots?when=week'))).toBe(
    '/sign-in?next=%2Fmy%2Fslots%3Fwhen%3Dweek',
  );
  expect(onwards('/my/slots?when=week', member)).toBe('/my/slots?when=week');
});

test.each(['https://evil.test', '//evil.test', '/\\evil.test', ''])('never to another site: %s', (next) => {
  expect(onwards(next, member)).toBe('/my');
});

test('whoever wants to apply goes on there, over the account they make', () => {
  expect(joinTo(application)).toBe('/join?next=%2Fmy%2Fmentor');
  expect(joinTo(null)).toBe('/join');
  expect(ours('/my;path=/')).toBeUndefined();
});
