import { expect, test } from 'vitest';
import { differenceOf, effectsOf, factorsOf, type Choice } from './choosing.ts';

const words = {
  unchanged: 'nobody',
  without: (alias: string, days: number) => `${alias} ${days} without`,
  moves: (alias: string, mentor: string) => `${alias} to ${mentor}`,
};
const effect = { alias: 'Noor', waitingDays: 64 } as Choice['effects'][number];

test('a choice says who is affected, and marks whoever would have no mentor', () => {
  expect(effectsOf({ effects: [] }, words)).toEqual([{ words: 'nobody', lost: false }]);
  const moved = { ...effect, to: { id: '1', preferredName: 'Lai' } };
  expect(effectsOf({ effects: [{ ...effect, to: null }, moved] }, words)).toEqual([
    { words: 'Noor 64 without', lost: true },
    { words: 'Noor to Lai', lost: false },
  ]);
});

test('points are compared only where there is something to compare with', () => {
  expect(differenceOf({ difference: -344 })).toBe(-34);
  expect(differenceOf({ difference: 0 })).toBe(0);
  expect(differenceOf({ difference: null })).toBeUndefined();
});

test('what makes the difference is named, the largest first, and nothing of less than a point', () => {
  const factors = [
    { code: 'interests', points: 40 },
    { code: 'travel', points: -4 },
    { code: 'availability', points: -380 },
    { code: 'age', points: 10 },
    { code: 'language', points: 20 },
  ];
  expect(factorsOf({ factors })).toEqual([
    { code: 'availability', points: -38 },
    { code: 'interests', points: 4 },
    { code: 'language', points: 2 },
  ]);
});
