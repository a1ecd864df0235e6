import { expect, test } from 'vitest';
import { byDay, endsNextDay } from './by-day.ts';

test('things stand under their day in Hong Kong, not in Greenwich, in the order in which they come', () => {
  const early = { at: '2026-11-28T01:30:00Z' };
  const noon = { at: '2026-11-28T04:00:00Z' };
  const late = { at: '2026-11-28T17:30:00Z' };
  expect(byDay([late, early, noon], ({ at }) => at)).toEqual([
    ['2026-11-29', [late]],
    ['2026-11-28', [early, noon]],
  ]);
});

test('a row says when it ends, where that is another day', () => {
  const evening = '2026-11-28T14:00:00Z';
  const [midnight, two] = ['2026-11-28T16:00:00Z', '2026-11-28T18:00:00Z'];
  expect(endsNextDay('zh-Hant', evening, two)?.replaceAll('\u2060', '')).toBe('翌日凌晨2:00完結');
  expect(endsNextDay('zh-Hans', evening, two)?.replaceAll('\u2060', '')).toBe('次日凌晨2:00结束');
  expect(endsNextDay('en', evening, two)).toBe('Ends 2:00\u00a0am the next day');
  expect(endsNextDay('en', evening, midnight)).toBeUndefined();
  expect(endsNextDay('zh-Hant', '2026-11-28T06:30:00Z', '2026-11-28T09:00:00Z')).toBeUndefined();
});
