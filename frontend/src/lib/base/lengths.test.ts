import { expect, test } from 'vitest';
import { lengthOf } from './lengths.ts';

test('a length counts what can be seen, in characters and not in halves of them', () => {
  expect(lengthOf('一二三')).toBe(3);
  expect(lengthOf('𠮷野家')).toBe(3);
  expect(lengthOf('  Ada \n Ben\u3000\n')).toBe(9);
  expect(lengthOf('')).toBe(0);
});

// The same texts as in `src/base/typing.rs`.
test('what nobody sees does not count', () => {
  for (const [typed, meant] of [
    ['\ufeffAda\u200b', 'Ada'],
    ['\u2067陳家豪\u2069', '陳家豪'],
    ['A\ufe0fd\u200da', 'Ada'],
    ['\u3164\u115f\u2800', ''],
    ['soft\u00adly', 'softly'],
  ] as const)
    expect(lengthOf(typed), JSON.stringify(typed)).toBe([...meant].length);
  for (const kept of ['葛\u{e0100}城', '👩\u200d🏫 ❤\ufe0f 1\ufe0f\u20e3', 'क्\u200dष', 'Zoë\n陳'])
    expect(lengthOf(kept), kept).toBe([...kept].length);
});
