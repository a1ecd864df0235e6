import { expect, test } from 'vitest';
import { minutesLeft, tooShort } from './emergencies.ts';

test('the time left is said in whole minutes, and never below none', () => {
  const left = (now: string) => minutesLeft({ endsAt: '2026-11-25T13:00:00Z' }, new Date(now));
  expect(
    ['12:00:00', '12:00:01', '12:58:59', '12:59:30', '13:30:00'].map((at) => left(`2026-11-25T${at}Z`)),
  ).toEqual([60, 59, 1, 0, 0]);
});

test('a reason that nobody can judge is too short', () => {
  const words = ({ min }: { min: number }) => `${min}`;
  expect(
    [
      '',
      '  ',
      '太短',
      '一二三四五六七八九',
      '一二三四五六七八九十',
      'nineteen characters',
      'a twenty of letters.',
    ].map((text) => tooShort(text, words)),
  ).toEqual([undefined, undefined, '20', '20', undefined, '20', undefined]);
});
