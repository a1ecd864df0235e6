import { expect, test } from 'vitest';
import { daysFrom, monthsFrom } from './days.ts';

test('days and months are counted over the ends of months and years', () => {
  expect(daysFrom('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysFrom('2026-03-01', -1)).toBe('2026-02-28');
  expect(monthsFrom('2026-11-30', 3)).toBe('2027-02-28');
  expect(monthsFrom('2026-11-23', -120)).toBe('2016-11-23');
  expect(monthsFrom('2028-02-29', 12)).toBe('2029-02-28');
});
