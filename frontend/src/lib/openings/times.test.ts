import { expect, test, vi } from 'vitest';
import { chooseLanguage, loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import { clockOf, instantOf, shiftFaults, shiftOf } from './times.ts';

test('a day and a time are an instant in Hong Kong', () => {
  expect(instantOf('2026-12-05', '14:30')).toBe('2026-12-05T06:30:00Z');
  expect(instantOf('', '14:30')).toBeUndefined();
  expect(clockOf('2026-12-05T06:30:00Z')).toBe('14:30');
});

test('a shift within a day', () => {
  expect(shiftOf('2026-12-05', '09:00', '12:00')).toEqual({
    startsAt: '2026-12-05T01:00:00Z',
    endsAt: '2026-12-05T04:00:00Z',
  });
});

test('an end before its start is on the next day', () => {
  expect(shiftOf('2026-12-31', '22:00', '02:00')).toEqual({
    startsAt: '2026-12-31T14:00:00Z',
    endsAt: '2026-12-31T18:00:00Z',
  });
});

test('midnight ends the day it belongs to', () => {
  expect(shiftOf('2026-12-05', '18:00', '00:00')?.endsAt).toBe('2026-12-05T16:00:00Z');
});

test('what has no length is left as it is, and is refused', () => {
  const shift = shiftOf('2026-12-05', '09:00', '09:00');
  expect(shift?.endsAt).toBe(shift?.startsAt);
});

test('what was stored comes back the same when nothing of it is changed', () => {
  for (const [startsAt, endsAt] of [
    ['2026-12-05T14:00:00Z', '2026-12-05T18:00:00Z'],
    ['2026-12-05T10:00:00Z', '2026-12-05T16:00:00Z'],
    ['2026-12-04T16:00:00Z', '2026-12-04T18:00:00Z'],
  ] as const) {
    expect(shiftOf(dayKey(startsAt), clockOf(startsAt), clockOf(endsAt))).toEqual({ startsAt, endsAt });
  }
});

test('nothing comes of what is not complete', () => {
  expect(shiftOf('2026-12-05', '', '12:00')).toBeUndefined();
  expect(shiftOf('2026-12-05', '09:00', '')).toBeUndefined();
});

test('what is wrong with a shift is said before all of it is written', async () => {
  vi.stubGlobal('document', { cookie: '', documentElement: { lang: '' } });
  await chooseLanguage('zh-Hant');
  await loadWords('staff');
  const now = new Date('2026-11-23T12:00:00+08:00');
  const faults = (day: string, from: string, to: string) => shiftFaults(day, from, to, now);
  expect(faults('', '', '')).toEqual({});
  expect(faults('2026-11-24', '10:00', '22:00')).toEqual({});
  expect(faults('', '10:00', '10:00')).toEqual({ endsAt: '完結時間要在開始時間之後' });
  expect(faults('', '10:00', '22:15')).toEqual({ endsAt: '每次最多12小時' });
  expect(faults('2026-11-23', '', '')).toEqual({});
  expect(faults('2026-11-23', '12:00', '13:00')).toEqual({ startsAt: '請選將來的時間' });
  expect(faults('2028-01-01', '', '')).toEqual({ startsAt: '請選366日之內的日子' });
});
