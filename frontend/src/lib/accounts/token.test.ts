import { expect, test } from 'vitest';
import { tokenOf } from './token.ts';

test.each([
  ['https://x.test/verify#token=abc', 'abc'],
  ['https://x.test/verify?token=abc', 'abc'],
  ['https://x.test/verify?token=old#token=new', 'new'],
  ['https://x.test/verify', undefined],
  ['https://x.test/verify?token=', undefined],
])('%s', (url, token) => {
  expect(tokenOf(new URL(url))).toBe(token);
});
