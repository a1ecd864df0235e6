import { expect, test } from 'vitest';
import { addDays, weekFrom } from './days.ts';

test('days go on over the ends of months and years', () => {
  expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(weekFrom('2026-12-29').at(-1)).toBe('2027-01-04');
});
