import { expect, test } from 'vitest';
import { cureOf } from './cures.ts';

test('on the page of a mentor a reason leads to the part that settles it', () => {
  expect(cureOf('must_pass_missing', {}, '/staff/mentors/1')).toBe('#training');
});

test('from a pairing it leads to the page of the mentor or the referral, at the reader’s own desk', () => {
  const both = { mentor: '1', referral: '2' };
  expect(cureOf('institution_not_cleared', both, '/staff/queue')).toBe('/staff/mentors/1#institutions');
  expect(cureOf('consent_renewal_due', both, '/clinic/proposals/3')).toBe('/clinic/referrals/2#consent');
});

test('what only coordinators settle leads a psychologist or a host nowhere', () => {
  expect(cureOf('kept_apart', {}, '/staff/pairings/3')).toBe('/staff/keep-apart');
  expect(cureOf('kept_apart', {}, '/clinic/caseload/3')).toBeUndefined();
  expect(cureOf('insurance_expired', {}, '/host/openings/3')).toBeUndefined();
});

test('a reason that no page settles has no way', () => {
  expect(cureOf('desistance_too_short', {}, '/staff/mentors/1')).toBeUndefined();
});
