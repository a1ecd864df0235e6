import { expect, test } from 'vitest';
import {
  blocksOf,
  freeOf,
  goingOn,
  hoursShown,
  isCarried,
  isOverMidnight,
  later,
  touches,
  weekOf,
  weekWords,
  widthOf,
  type WeekSlot,
} from './week.ts';

const slot = (startsAt: string, endsAt: string, taken = 0, capacity = 1) =>
  ({
    id: startsAt,
    startsAt: `2026-11-28T${startsAt}:00+08:00`,
    endsAt: `2026-11-28T${endsAt}:00+08:00`,
    taken,
    capacity,
  }) as unknown as WeekSlot;

test('a week begins on Monday, also over the end of a year', () => {
  expect(weekOf('2026-11-29')[0]).toBe('2026-11-23');
  expect(weekOf('2026-11-23')).toHaveLength(7);
  expect(weekOf('2027-01-01')).toContain('2026-12-31');
  expect(later('2026-12-28', 7)).toBe('2027-01-04');
});

test('what is no day is the present week, as Hong Kong has it', () => {
  // Sunday evening in London is Monday here.
  const now = new Date('2026-11-29T18:00:00Z');
  for (const wrong of [null, '', 'soon', '2026-13-45']) expect(weekOf(wrong, now)[0]).toBe('2026-11-30');
});

test('a week is said with its month once', () => {
  const to = (a: string, b: string) => `${a}至${b}`;
  expect(weekWords('zh-Hant', weekOf('2026-11-25'), to)).toBe('11月23日至29日');
  expect(weekWords('zh-Hant', weekOf('2026-12-01'), to)).toBe('11月30日至12月6日');
  expect(weekWords('en', weekOf('2026-11-25'), (a, b) => `${a} to ${b}`)).toBe('23 to 29 Nov');
});

test('those that overlap share the width, and only they', () => {
  const blocks = blocksOf([
    slot('09:00', '11:00'),
    slot('10:00', '12:00'),
    slot('11:00', '13:00'),
    slot('14:00', '15:00'),
  ]);
  expect(blocks.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
});

test('a short slot has room for its words, and one over midnight ends there', () => {
  const [short] = blocksOf([slot('09:00', '09:15')]);
  expect(short && short.to - short.from).toBe(0.75);
  const night = { ...slot('22:00', '23:00'), endsAt: '2026-11-29T02:00:00+08:00' };
  expect(blocksOf([night])[0]?.to).toBe(24);
});

test('what goes on after midnight stands on both days, and what ends with its day on one', () => {
  const night = { ...slot('22:00', '23:00'), endsAt: '2026-11-29T02:00:00+08:00' };
  const evening = { ...slot('21:00', '23:00'), endsAt: '2026-11-29T00:00:00+08:00' };
  expect([night, evening].map(isOverMidnight)).toEqual([true, false]);
  expect(goingOn([night, evening], '2026-11-29')).toEqual([night]);
  expect(goingOn([night, evening], '2026-11-28')).toEqual([]);
});

test('a night from Sunday to Monday belongs to both weeks, and is carried into the second', () => {
  const night = {
    ...slot('22:00', '23:00'),
    startsAt: '2026-11-29T22:00:00+08:00',
    endsAt: '2026-11-30T02:00:00+08:00',
  };
  const evening = { ...night, endsAt: '2026-11-30T00:00:00+08:00' };
  const [before, after] = [weekOf('2026-11-29'), weekOf('2026-11-30')];
  expect([before, after].map((days) => touches(night, days))).toEqual([true, true]);
  expect([before, after].map((days) => isCarried(night, days))).toEqual([false, true]);
  expect([before, after].map((days) => touches(evening, days))).toEqual([true, false]);
});

test('a day on which times overlap is wider', () => {
  expect(widthOf([])).toBe(1);
  expect(widthOf(blocksOf([slot('09:00', '11:00')]))).toBe(1);
  expect(widthOf(blocksOf([slot('09:00', '11:00'), slot('10:00', '12:00')]))).toBe(1.7);
});

test('a week shows a working day, and more where it must', () => {
  expect(hoursShown([])).toEqual([9, 18]);
  expect(hoursShown(blocksOf([slot('07:30', '12:30'), slot('19:00', '20:30')]))).toEqual([7, 21]);
});

test('free places are never fewer than none', () => {
  expect(freeOf([slot('09:00', '10:00', 1, 3), slot('10:00', '11:00', 4, 3)])).toBe(2);
});
