import { expect, test } from 'vitest';
import staffEn from '#lib/i18n/en/parts/staff.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';
import type { TodayRow } from '#lib/shell/waits.ts';
import { daysBetween, deadline, summary } from './words.ts';

const words = staffEn as unknown as Messages<'staff'>;
const now = new Date('2026-11-28T01:12:00Z');
const row = (soon: TodayRow['soon'], count: number, ...items: Omit<TodayRow['items'][number], 'id'>[]) =>
  ({
    wait: 'approve_pairing',
    office: 'coordinator',
    soon,
    count,
    items: items.map((item, at) => ({ id: String(at), ...item })),
  }) as TodayRow;

test('a deadline is said as late as it is, and for how long there is still time', () => {
  const said = (of: TodayRow) => deadline('en', words, of, now);
  expect(said(row('today', 1, { dueAt: '2026-11-28T04:00:00Z' }))).toEqual({
    head: '12:00\u00a0pm',
    below: '2 h 48 min left',
  });
  expect(said(row('overdue', 1, { dueAt: '2026-11-27T04:00:00Z' })).head).toBe('1 day ago');
  expect(said(row('overdue', 1, { dueOn: '2026-11-20' })).head).toBe('8 days ago');
  expect(said(row('today', 1, { dueOn: '2026-11-28' }))).toEqual({ head: 'Today' });
  expect(said(row('open', 1, { since: '2026-11-26T20:00:00Z' })).head).toBe('Waiting 1 day');
  expect(said(row('open', 1, {})).head).toBe('No date set');
});

test('days are those of the calendar in Hong Kong', () => {
  expect(daysBetween('2026-11-27T15:59:00Z', '2026-11-27T16:01:00Z')).toBe(1);
});

test('the first few are named, and how many more there are', () => {
  const two = row('today', 5, { name: 'Fong', alias: 'Ching' }, { name: 'Ho' });
  expect(summary('en', words, two).join('')).toBe('Fong and Ching, Ho, and 3 more');
  expect(summary('en', words, row('today', 2, {}))).toEqual([]);
  const shift = row('week', 2, { name: 'Ho', startsAt: '2026-11-29T02:00:00Z' });
  const moment = { at: '2026-11-29T02:00:00Z', sign: ';' };
  expect(summary('en', words, shift)).toEqual(['Ho, ', moment, ' ', 'and 1 more']);
});
