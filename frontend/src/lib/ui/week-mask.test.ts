import { expect, test } from 'vitest';
import { copyDay, emptyWeek, fromMask, hoursOf, spans, toMask, withSpan } from './week-mask.ts';

test('nothing chosen is 84 zeros', () => {
  expect(toMask(emptyWeek)).toBe('0'.repeat(84));
});

test('Monday 0:00 is the lowest bit of the first digit', () => {
  expect(toMask(withSpan(emptyWeek, 0, [0, 1], true))).toBe('1' + '0'.repeat(83));
  expect(toMask(withSpan(emptyWeek, 0, [3, 4], true))).toBe('8' + '0'.repeat(83));
});

test('Wednesday 7:00 to 9:30 pm is where the engine reads it', () => {
  const mask = toMask(withSpan(emptyWeek, 2, [38, 43], true));
  // Bits 2·48+38 = 134 to 138: digit 33 holds 134 and 135 as its upper two, digit 34 holds 136 to 138.
  expect(mask.slice(33, 35)).toBe('c7');
  expect(mask.replaceAll('0', '')).toBe('c7');
});

test('a mask survives reading and writing', () => {
  const mask = '0123456789abcdef'.repeat(6).slice(0, 84);
  expect(toMask(fromMask(mask))).toBe(mask);
});

test('a missing or broken mask reads as nothing chosen', () => {
  expect(hoursOf(fromMask(null))).toBe(0);
  expect(hoursOf(fromMask('zz'))).toBe(0);
});

test('times that touch are one', () => {
  const week = withSpan(withSpan(emptyWeek, 5, [18, 22], true), 5, [22, 24], true);
  expect(spans(week[5]!)).toEqual([[18, 24]]);
  expect(hoursOf(week)).toBe(3);
});

test('taking away the middle leaves two; midnight ends the day', () => {
  const week = withSpan(withSpan(emptyWeek, 6, [40, 48], true), 6, [42, 44], false);
  expect(spans(week[6]!)).toEqual([
    [40, 42],
    [44, 48],
  ]);
});

test('copying a day replaces the other day', () => {
  const week = withSpan(withSpan(emptyWeek, 0, [18, 20], true), 3, [30, 32], true);
  expect(spans(copyDay(week, 0, [3, 4])[3]!)).toEqual([[18, 20]]);
});
