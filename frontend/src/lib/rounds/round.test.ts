import { expect, test } from 'vitest';
import {
  remedyOf,
  seconds,
  stepState,
  tierBars,
  tierName,
  walked,
  type Round,
  type RoundLine,
  type Unmatched,
} from './round.ts';

const round = (state: RoundLine['state'], step: RoundLine['progress']['step'], fraction = 0): RoundLine => ({
  id: 'r',
  centre: 'MFRC-MK',
  date: '2026-11-23',
  state,
  progress: { step, fraction },
  cancelAsked: false,
  startedAt: '2026-11-23T01:12:00Z',
  finishedAt: '2026-11-23T01:12:00.400Z',
  matched: 0,
  byTier: [0, 0, 0, 0],
  tierDays: [90, 180, 365],
  people: { mentors: 0, referrals: 0, psychologists: 0 },
  certified: true,
  unmatchedCount: 0,
});

test('while a round matches, what came before is done and what follows has not begun', () => {
  const solving = round('running', 'solving', 0.5);
  expect(stepState(solving, 'candidates')).toBe('done');
  expect(stepState(solving, 'solving')).toBe('started');
  expect(stepState(solving, 'storing')).toBe('notStarted');
  expect(walked(solving, 40)).toBe(20);
});

test('a round that waits has taken no step', () => {
  const waiting = round('queued', 'reading', 1);
  expect(stepState(waiting, 'reading')).toBe('notStarted');
  expect(walked(waiting, 40)).toBe(0);
});

test('the time a round took is told in seconds', () => {
  expect(seconds(round('done', 'storing'))).toBe('0.4');
});

test('a tier is named by the days the server counts it from', () => {
  const words = {
    under: (days: number) => `under ${days}`,
    between: (from: number, to: number) => `${from} to ${to}`,
    from: (days: number) => `from ${days}`,
  };
  const names = [0, 1, 2, 3].map((tier) => tierName({ tierDays: [90, 180, 365] }, tier, words));
  expect(names).toEqual(['under 90', '90 to 179', '180 to 364', 'from 365']);
});

test('everybody of a round stands in the bar of their tier', () => {
  const words = { under: (days: number) => `<${days}`, between: String, from: (days: number) => `${days}+` };
  const unmatched = [10, 90, 364, 400].map((waitingDays) => ({ waitingDays }));
  const whole = { ...round('done', 'storing'), byTier: [3, 2, 1, 0], proposals: 6, unmatched };
  const bars = tierBars(whole as unknown as Round, words);
  expect(bars.map(({ total }) => total)).toEqual(['0/1', '1/2', '2/3', '3/4']);
  expect(bars.map(({ label }) => label)).toEqual(['365+', '180', '90', '<90']);
  expect(bars[0]?.values).toEqual([0, 1]);
});

test.each([
  [{ code: 'no_candidate', params: { firstEmptyRule: 'language' } }, '/staff/mentors?state=all&language=ne'],
  [{ code: 'no_candidate', params: { firstEmptyRule: 'institution' } }, '/staff/mentors?state=active'],
  [{ code: 'no_candidate', params: { firstEmptyRule: 'certification' } }, '/staff/mentors?state=active'],
  [{ code: 'no_candidate', params: { firstEmptyRule: 'supervisor' } }, '/staff/psychologists'],
  [{ code: 'no_candidate', params: { firstEmptyRule: 'availability' } }, '/staff/referrals/r'],
  [{ code: 'crowded_out', params: { mentors: 2, psychologists: 1 } }, '/staff/psychologists'],
  [{ code: 'crowded_out', params: { mentors: 2, psychologists: 0 } }, '/staff/mentors?state=in_training'],
  [{ code: 'consent' }, '/staff/referrals/r'],
])('for %j the way on is %s', (reason, href) => {
  const one = { referralId: 'r', languages: ['ne', 'yue'], reason } as unknown as Unmatched;
  expect(remedyOf(one).href).toBe(href);
});
