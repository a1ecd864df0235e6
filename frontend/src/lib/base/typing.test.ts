import { expect, test } from 'vitest';
import { folded } from './typing.ts';

test.each([
  ['Ｋ７Ｍ－２ＱＦ', 'K7M-2QF'],
  ['ａｄａ＠ｅｘａｍｐｌｅ．ｔｅｓｔ', 'ada@example.test'],
  ['１２：３０', '12:30'],
  ['2026\u221211\u201328', '2026-11-28'],
  ['\u3000K7M\u200b-2QF', ' K7M-2QF'],
  ['\ufeffK7M-2QF', 'K7M-2QF'],
  ['K7M-2QF', 'K7M-2QF'],
])('%j is meant as %j', (typed, meant) => {
  expect(folded(typed)).toBe(meant);
});
