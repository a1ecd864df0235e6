import { expect, test } from 'vitest';
import { changed, entryOf, markFor, markOf, type Line } from './register.ts';

const line = (key: string, was: Line['was']): Line => ({
  key,
  mentorId: key,
  version: 3,
  module: 'M1',
  title: key,
  sub: '',
  was,
});
const none = { result: '', on: '' } as const;
const day = '2026-11-28';

test('a day without attendance is an absence, and no day is nothing yet', () => {
  expect(markOf({ state: 'not_yet' })).toEqual(none);
  expect(markOf({ state: 'not_yet', on: day })).toEqual({ result: 'absent', on: day });
  expect(markOf({ state: 'passed', on: day })).toEqual({ result: 'passed', on: day });
});

test('only what is new is sent, and a gap is left out', () => {
  const lines = [
    line('new', none),
    line('gap', none),
    line('same', { result: 'passed', on: '2026-11-01' }),
    line('other day', { result: 'passed', on: '2026-11-01' }),
  ];
  const typed = {
    new: { result: 'attended' },
    same: { result: 'passed' },
    'other day': { on: '2026-11-02' },
  } as const;
  expect(changed(lines, typed, day).map(({ line, mark }) => [line.key, mark])).toEqual([
    ['new', { result: 'attended', on: day }],
    ['other day', { result: 'passed', on: '2026-11-02' }],
  ]);
  expect(markFor(lines[1]!, typed, day)).toEqual({ result: '', on: day });
});

test('a result is attended and judged, attended only, not passed, or absent', () => {
  const sent = (result: 'passed' | 'attended' | 'not_passed' | 'absent') => {
    const { attended, passed } = entryOf({ line: line('a', none), mark: { result, on: day } });
    return [attended, passed];
  };
  expect([sent('passed'), sent('attended'), sent('not_passed'), sent('absent')]).toEqual([
    [true, true],
    [true, null],
    [true, false],
    [false, null],
  ]);
});
