import { expect, test } from 'vitest';
import { hoursOf } from './hours.ts';
import { clockOf, instantOf } from './times.ts';

test('hours are quarters between a quarter and the twelve of a day', () => {
  const typed = ['2.5', ' 3 ', '0.25', '12', '1,75', '0', '12.25', '2.1', 'two', ''];
  expect(typed.map(hoursOf)).toEqual([2.5, 3, 0.25, 12, 1.75, ...Array<undefined>(5)]);
});

test('days and times are those of Hong Kong', () => {
  expect(instantOf('2026-11-28', '07:00')).toBe('2026-11-27T23:00:00Z');
  expect(clockOf('2026-11-27T23:00:00Z')).toBe('07:00');
  expect(instantOf('2026-11-28', '')).toBeUndefined();
  expect(instantOf('', '07:00')).toBeUndefined();
});
