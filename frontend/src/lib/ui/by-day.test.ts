import { expect, test } from 'vitest';
import { byDay } from './by-day.ts';

test('things stand under their day in Hong Kong, not in Greenwich, in the order in which they come', () => {
  const early = { at: '2026-11-28T01:30:00Z' };
  const noon = { at: '2026-11-28T04:00:00Z' };
  const late = { at: '2026-11-28T17:30:00Z' };
  expect(byDay([late, early, noon], ({ at }) => at)).toEqual([
    ['2026-11-29', [late]],
    ['2026-11-28', [early, noon]],
  ]);
});
