import { expect, test } from 'vitest';
import { reports } from '#lib/i18n/en/reports.ts';
import {
  mentorsOf,
  placesOf,
  shiftBars,
  stageBars,
  unspoken,
  waitingBars,
  waitingOf,
  type Band,
} from './figures.ts';

const known: Band[] = [
  { fromDays: 0, toDays: 30, waiting: 18, suitable: 16, none: 1 },
  { fromDays: 31, toDays: 60, waiting: 14, suitable: 11, none: 3 },
  { fromDays: 61, waiting: 0, suitable: 0, none: 0 },
];

test('those who wait are told with those for whom there is a mentor', () => {
  expect(waitingOf(known)).toEqual({ all: 32, suitable: 27 });
  const bars = waitingBars(known, reports.waiting);
  expect(bars.map(({ label }) => label)).toEqual(['Up to 30 days', '31 to 60 days', 'Over 60 days']);
  expect(bars.map(({ total }) => total)).toEqual(['16/18', '11/14', '0/0']);
  expect(bars[0]?.values).toEqual([16, 1, 1]);
});

test('while no round has spoken, only how many wait is told', () => {
  const unknown = known.map(({ fromDays, toDays, waiting }) => ({ fromDays, toDays, waiting }));
  expect(waitingOf(unknown)).toEqual({ all: 32, suitable: undefined });
  expect(waitingBars(unknown, reports.waiting)[0]).toMatchObject({ values: [18], total: '18/32' });
});

test('a day on which half or more is free asks for care; a day without shifts asks for nothing', () => {
  const day = (date: string, taken: number, capacity: number) => ({ date, slots: 1, taken, capacity });
  const days = [day('2026-11-27', 8, 16), day('2026-11-28', 9, 16), day('2026-11-29', 0, 0)];
  const bars = shiftBars(
    days,
    (each) => each.slice(8),
    (each) => each,
  );
  expect(bars.map(({ care }) => care)).toEqual([true, false, false]);
  expect(bars.map(({ total }) => total)).toEqual(['8/16', '9/16', '']);
  expect(bars[0]).toMatchObject({ label: '27', name: '2026-11-27', values: [8, 8] });
  expect(placesOf(days)).toEqual({ free: 15, all: 32 });
});

test('a language that is wanted and that nobody speaks is named', () => {
  const languages = [
    { code: 'yue', wanted: 5, spoken: 2 },
    { code: 'ur', wanted: 2, spoken: 0 },
    { code: 'en', wanted: 0, spoken: 0 },
  ];
  expect(unspoken(languages)).toEqual({ codes: ['ur'], people: 2 });
});

test('who rests is neither active nor on the way', () => {
  const stages = [
    { state: 'screening', count: 2 },
    { state: 'active', count: 5 },
    { state: 'paused', count: 1 },
  ] as const;
  expect(mentorsOf([...stages])).toEqual({ active: 5, coming: 2 });
  expect(stageBars(stages, (state) => state).map(({ total }) => total)).toEqual(['2/8', '5/8', '1/8']);
  const hrefs = stageBars([...stages, { state: 'paused', count: 0 }], String, (state) => `?state=${state}`);
  expect(hrefs.map(({ href }) => href)).toEqual([...stages.map(({ state }) => `?state=${state}`), undefined]);
});
