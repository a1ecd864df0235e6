import { expect, test } from 'vitest';
import { pageOfLetter } from './letters.ts';

test('a word in a letter leads to its page, and any other to the first page', () => {
  expect(pageOfLetter('y3')).toBe('/my/mentor');
  expect(pageOfLetter('m4')).toBe('/staff/pairings');
  for (const word of ['', 'nothing', 'toString', '/my', '//evil.example'])
    expect(pageOfLetter(word)).toBe('/');
});
