import { beforeAll, expect, test, vi } from 'vitest';
import { chooseLanguage } from '#lib/i18n/index.svelte.ts';
import { days, outside, tooLong } from './faults.ts';
import { wordFault } from './problem.ts';

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

test('where one bound is open the other alone is said, in each language', async () => {
  const on = (day: string, bounds: { min?: string; max?: string }) => days({ on: { day, ...bounds } }).on;
  const bounds = (params: object) => wordFault({ code: 'out_of_range', params: { ...params } });
  const past = { max: '2026-11-30' };
  const ahead = { min: '2026-11-30' };
  expect(on('2026-12-01', past)).toBe('不可超過2026年11月30日');
  expect(on('2026-11-01', ahead)).toBe('不可早於2026年11月30日');
  expect(bounds({ max: '2026-11' })).toBe('不可超過2026年11月');
  expect([bounds({ min: null, max: 0 }), bounds({})]).toEqual(['不可超過0', '請檢查，內容似乎不對']);
  await chooseLanguage('zh-Hans');
  expect(on('2026-12-01', past)).toBe('不可超过2026年11月30日');
  expect(on('2026-11-01', ahead)).toBe('不可早于2026年11月30日');
  await chooseLanguage('en');
  expect(on('2026-12-01', past)).toBe('Up to 30 November 2026');
  expect(on('2026-11-01', ahead)).toBe('From 30 November 2026 on');
  expect([bounds({ max: '2026-11' }), bounds({ max: 9 })]).toEqual(['Up to November 2026', 'Up to 9']);
});
