import { expect, test } from 'vitest';
import { Intent } from './intent.ts';

test('pressing twice is one intent', () => {
  const intent = new Intent();
  expect(intent.headers({ a: 1 })).toEqual(intent.headers({ a: 1 }));
});

test('other content, or the same after an answer, is another', () => {
  const intent = new Intent();
  const first = intent.headers({ a: 1 });
  expect(intent.headers({ a: 2 })).not.toEqual(first);
  const last = intent.headers({ a: 3 });
  intent.done();
  expect(intent.headers({ a: 3 })).not.toEqual(last);
});
