import { expect, test } from 'vitest';
import { hoursBetween, hoursOf } from './hours.ts';
import { clockOf, instantOf } from './times.ts';

test('hours are quarters between a quarter and a day', () => {
  const typed = ['2.5', ' 3 ', '0.25', '24', '1,75', '１．５', '0', '24.25', '2.1', 'two', ''];
  expect(typed.map(hoursOf)).toEqual([2.5, 3, 0.25, 24, 1.75, 1.5, ...Array<undefined>(5)]);
});

test('a shift lasts what lies between its ends', () => {
  expect(hoursBetween('2026-11-28T06:30:00Z', '2026-11-28T09:00:00Z')).toBe(2.5);
});

test('days and times are those of Hong Kong', () => {
  expect(instantOf('2026-11-28', '07:00')).toBe('2026-11-27T23:00:00Z');
  expect(clockOf('2026-11-27T23:00:00Z')).toBe('07:00');
  expect(instantOf('2026-11-28', '')).toBeUndefined();
  expect(instantOf('', '07:00')).toBeUndefined();
});
