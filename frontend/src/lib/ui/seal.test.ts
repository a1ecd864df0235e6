import { expect, test } from 'vitest';
import { sealCharacter } from './seal.ts';

test.each([
  ['何惠芬', '芬'],
  ['阿河', '河'],
  ['Imran Ali', 'I'],
  ['imran', 'I'],
  [' ', ''],
])('%s is sealed %s', (name, character) => {
  expect(sealCharacter(name)).toBe(character);
});
