import { expect, test } from 'vitest';
import { apart, overAge, shortOf, sumOf, type Kept, type Purge } from './retention.ts';

const purge = (more: Partial<Purge> = {}): Purge => ({
  id: crypto.randomUUID(),
  asOf: '2026-12-01',
  state: 'proposed',
  lines: [],
  proposedBy: '麥少芬',
  proposedAt: '2026-12-01T02:00:00Z',
  may: [],
  ...more,
});

const kept = (more: Partial<Kept> = {}): Kept => ({
  kind: 'checks',
  months: 12,
  leastMonths: 6,
  mostMonths: 240,
  byItself: false,
  over: 0,
  swept: 0,
  version: 0,
  ...more,
});

test('what has not ended stands apart from what has', () => {
  const ended = purge({ state: 'done', endedAt: '2026-12-01T03:00:00Z' });
  const waiting = purge();
  expect(apart([waiting, ended])).toEqual([waiting, [ended]]);
  expect(apart([ended])).toEqual([undefined, [ended]]);
});

test('never more is said to be erased than was to go', () => {
  expect(
    sumOf([
      { found: 5, erased: 2 },
      { found: 1, erased: 3 },
    ]),
  ).toEqual({ found: 8, erased: 5 });
  expect(sumOf([])).toEqual({ found: 0, erased: 0 });
});

test('only kinds with something over their age are proposed', () => {
  expect(overAge([kept(), kept({ kind: 'referrals', over: 3 })])).toEqual([{ kind: 'referrals', found: 3 }]);
});

test('a certificate has a number that can be written down', () => {
  expect(shortOf('019382a0-1c6c-7e3e-a4b1-0c0affee9d21')).toBe('FFEE9D21');
});
