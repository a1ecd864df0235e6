import { expect, test } from 'vitest';
import type { Code } from '#lib/i18n/codes.ts';
import { against, standingOf } from './verdict.ts';

const verdict = (bookable: boolean, ...codes: Code[]) => ({
  verdict: { bookable, reasons: codes.map((code) => ({ code })) },
});

test('a slot is free, asks the officer, wants an answer, or is held', () => {
  expect(standingOf(verdict(true))).toBe('free');
  expect(standingOf(verdict(true, 'officer_clearance_needed'))).toBe('asks');
  expect(standingOf(verdict(true, 'confirmation_needed'))).toBe('waits');
  expect(standingOf(verdict(true, 'officer_clearance_needed', 'confirmation_needed'))).toBe('asks');
  expect(standingOf(verdict(false, 'birth_month_unknown', 'officer_clearance_needed'))).toBe('tell');
  expect(standingOf(verdict(false, 'permission_unconfirmed', 'full'))).toBe('held');
  expect(standingOf({ ...verdict(false, 'already_booked'), bookingId: 'b' })).toBe('booked');
});

test('that the officer is asked first does not stand in the way', () => {
  const reasons = verdict(false, 'officer_clearance_needed', 'full').verdict.reasons;
  expect(against(reasons)).toEqual([{ code: 'full' }]);
});
