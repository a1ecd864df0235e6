import type { StaffCode } from '#lib/i18n/codes.ts';

/** Whom a reason is about, where the page is not their own. */
export interface Concerned {
  mentor?: string;
  referral?: string;
}
const desks = ['/staff', '/clinic'] as const;
type Desk = (typeof desks)[number];
type Place = (about: Concerned, desk: Desk) => string | undefined;

const ofMentor =
  (part: string): Place =>
  ({ mentor }, desk) =>
    mentor ? `${desk}/mentors/${mentor}#${part}` : `#${part}`;

const ofReferral =
  (part: string): Place =>
  ({ referral }, desk) =>
    referral ? `${desk}/referrals/${referral}${part}` : part || undefined;

/** A page of the coordinators; psychologists have another one, or none. */
const page =
  (staff: string, clinic?: string): Place =>
  (_about, desk) =>
    desk === '/staff' ? staff : clinic;

const cures: Partial<Record<StaffCode, Place>> = {
  accepted_already: page('/admin/accounts'),
  agreement_expired: page('/staff/hosts'),
  availability_too_short: ofMentor('answers'),
  clearance_check_missing: ofMentor('checks'),
  confirmation_missing: ofMentor('confirmations'),
  consent: ofReferral('#consent'),
  consent_missing: ofReferral('#consent'),
  consent_renewal_due: ofReferral('#consent'),
  hours_missing: ofMentor('training'),
  institution_not_cleared: ofMentor('institutions'),
  institutions_missing: ofMentor('institutions'),
  insurance_expired: page('/staff/hosts'),
  kept_apart: page('/staff/keep-apart'),
  language_not_shared: ofMentor('answers'),
  mentor_certification_ended: ofMentor('moves'),
  mentor_not_active: ofMentor('moves'),
  mentor_proposed_already: page('/staff/queue', '/clinic/proposals'),
  must_pass_missing: ofMentor('training'),
  no_psychologist_there: page('/staff/psychologists'),
  pairings_open: page('/staff/pairings', '/clinic/caseload'),
  proposed_already: page('/staff/queue', '/clinic/proposals'),
  psychologist_endorsement_missing: ofMentor('word'),
  psychologist_no_capacity: page('/staff/psychologists', '/clinic/profile'),
  psychologists_full: page('/staff/psychologists'),
  references_missing: ofMentor('checks'),
  referral_not_eligible: ofReferral(''),
  round_under_way: page('/staff/rounds'),
  shadowing_hours_missing: ofMentor('shadowing'),
  supervisor_missing: ofMentor('supervisor'),
  supervisor_not_there: page('/staff/psychologists', '/clinic/profile'),
  training_incomplete: ofMentor('training'),
};

/** Where staff settle what a reason names, seen from a page of the desk; nothing where no page can. */
export function cureOf(code: string, about: Concerned, path: string): string | undefined {
  const desk = desks.find((prefix) => path.startsWith(prefix));
  return desk && cures[code as StaffCode]?.(about, desk);
}
