import { beforeAll, expect, test, vi } from 'vitest';
import { chooseLanguage } from '#lib/i18n/index.svelte.ts';
import { days, outside, tooLong } from './faults.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { cookie: '', documentElement: { lang: '' }, getElementById: () => null });
  vi.stubGlobal('HTMLInputElement', class {});
  await chooseLanguage('zh-Hant');
});

test('a text that is too long says how long it may be, in each of its languages', () => {
  expect(tooLong({ note: '一'.repeat(500), 'title.en': 'a'.repeat(121) })).toEqual({
    note: undefined,
    'title.en': '最多120個字元',
  });
});

test('what is no number, or none of those, says between which it may be; nothing is not judged', () => {
  const range = { min: 1, max: 500 };
  for (const wrong of ['x', '0', '501', '1.5', '-3', '1e3'])
    expect(outside(wrong, range)).toBe('要在1至500之間');
  for (const right of ['', ' ', '1', '500']) expect(outside(right, range)).toBeUndefined();
});

test('a day outside its bounds says which they are', () => {
  const bounds = { min: '2026-11-01', max: '2026-11-30' };
  expect(days({ on: { day: '2026-12-01', ...bounds } }).on).toMatch(/^要在2026年11月1日.*之間$/);
  expect(days({ on: { day: '2026-11-30', ...bounds }, until: { day: '' }, none: {} })).toEqual({});
});
