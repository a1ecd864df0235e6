import type { Reasons, StaffCode } from '../codes.ts';
import { list, number, text, total, type Params } from '../params.ts';
import { longDate } from '../time.ts';
import { rules } from './rounds.ts';

/** How many mentors the rules before leave, and how many each rule alone removes. */
function removed(p: Params): string {
  const before = number(p, 'leftBefore');
  return before === 1
    ? '1 mentor passes the rules before that one.'
    : `${before} mentors pass the rules before that one.`;
}

/** Why staff may not do something, worded from its code. */
export const staffReasons = {
  decide_alone: () => ({
    what: 'The hours are not simply those of the shift',
    then: 'Read the row, then verify it by itself.',
  }),
  too_many_hours: (p) => ({
    what: `${number(p, 'hours')} hours stand already for ${longDate('en', text(p, 'on'))}; one day counts ${number(p, 'most')} at most`,
    then: `Enter ${number(p, 'most') - number(p, 'hours')} hours at most, or have the others corrected first.`,
  }),
  profile_incomplete: () => ({
    what: 'The person has not answered everything',
    then: 'Ask them to answer the rest on their own page, then confirm.',
  }),
  not_under_supervision: () => ({
    what: 'The person is still under supervision',
    then: 'They can volunteer now and apply when it ends.',
  }),
  end_month_unknown: () => ({
    what: 'The person has not said when sentence or supervision ended',
    then: 'Ask them to answer it under “Supervision” on their own page.',
  }),
  desistance_too_short: (p) => ({
    what: `Less than ${number(p, 'months')} months since supervision ended`,
    then: 'Agree on a date to apply again.',
  }),
  clearance_check_missing: () => ({
    what: 'The clearance for visits has not been seen',
    then: 'Record it when you have seen it.',
  }),
  references_missing: (p) => ({
    what: `${number(p, 'have')} of ${number(p, 'needed')} references have been seen`,
    then: 'Record the others when you have them.',
  }),
  psychologist_endorsement_missing: () => ({
    what: 'A psychologist has not endorsed the interview',
    then: 'Ask the psychologist who met the person.',
  }),
  hours_missing: (p) => ({
    what: `${number(p, 'have')} of ${number(p, 'need')} hours of training`,
    then: 'The rest can be made up with the next group.',
  }),
  must_pass_missing: (p) => ({
    what: `Still to pass: ${list(p, 'modules').join(', ')}`,
    then: 'These modules must be passed.',
  }),
  shadowing_hours_missing: (p) => ({
    what: `${number(p, 'have')} of ${number(p, 'need')} hours beside a psychologist`,
    then: 'The psychologist records them.',
  }),
  psychologist_missing: () => ({ what: 'No psychologist is named for the practice', then: 'Choose one.' }),
  sign_off_missing: (p) => ({
    what:
      text(p, 'who') === 'psychologist'
        ? 'The psychologist has not signed off'
        : 'The coordinator has not signed off',
    then: 'Both must sign.',
  }),
  confirmation_missing: (p) => ({
    what:
      text(p, 'what') === 'offers'
        ? 'What the mentor can give is not confirmed'
        : 'What the mentor is at ease with is not confirmed',
    then: 'The coordinator confirms the first, the psychologist the second.',
  }),
  assigned_already: () => ({ what: 'That psychologist is already the one', then: 'Choose another.' }),
  capacity_below_taken: () => ({
    what: 'More places are already booked than that',
    then: 'Choose a number at least as large.',
  }),
  insurance_expired: () => ({
    what: 'The organisation’s insurance has ended',
    then: 'Record the new one first.',
  }),
  agreement_expired: () => ({
    what: 'The agreement with the organisation has ended',
    then: 'Record the new one first.',
  }),
  no_slots: () => ({ what: 'There is no slot to come', then: 'Add one first.' }),
  flag_day_needs_sat_or_wed: () => ({
    what: 'Flag Days are on Wednesdays and Saturdays',
    then: 'Change the day of the slot.',
  }),
  flag_day_hours: (p) => ({
    what: `Flag Days run from ${text(p, 'from')} to ${text(p, 'to')}`,
    then: 'Change the time of the slot.',
  }),
  youth_needs_check: () => ({
    what: 'Service with young people needs a record check',
    then: 'Choose the record check in the text of the opening.',
  }),
  slot_has_bookings: () => ({
    what: 'Day and time stay, because people have booked',
    then: 'Cancel this time and add another.',
  }),
  already_started: () => ({ what: 'It has begun already', then: 'It can no longer be changed.' }),
  too_many_slots: (p) => ({
    what: `One opening holds at most ${number(p, 'max')} slots`,
    then: 'Write another opening for the rest.',
  }),
  already_registered: () => ({
    what: 'An officer supervises this person already',
    then: 'Speak with that officer’s office.',
  }),
  accepted_already: () => ({
    what: 'The person has accepted the invitation',
    then: 'End the role under “Staff accounts” if it should not be held.',
  }),
  reference_taken: () => ({
    what: 'Another referral has this reference',
    then: 'Choose another one.',
  }),
  emergency_unreviewed: () => ({
    what: 'You have opened this file before, and that was not reviewed yet',
    then: 'The privacy officer reviews it first.',
  }),
  no_emergency_needed: () => ({
    what: 'You work with this person and may read their file already',
    then: 'You find it in your lists.',
  }),
  not_yourself: () => ({ what: 'Nobody can do this for themselves', then: 'Choose somebody else.' }),
  not_yet: () => ({ what: 'It has not begun yet', then: 'Come back after the start.' }),
  consent_missing: () => ({
    what: 'The consent on paper is not recorded',
    then: 'Record it with its date and witness.',
  }),
  not_sentenced: () => ({
    what: 'The person is not yet sentenced',
    then: 'The referral can wait as a draft.',
  }),
  too_short_stay: (p) => ({
    what: `There is no room for ${number(p, 'sessions')} meetings before release`,
    then: 'Speak with the centre about support outside.',
  }),
  mentor_not_active: () => ({ what: 'The mentor is not active now', then: 'Choose another mentor.' }),
  training_incomplete: () => ({
    what: 'The mentor’s training is not complete',
    then: 'The mentor’s page says which module is missing.',
  }),
  mentor_certification_ended: () => ({
    what: 'The mentor’s certification has ended',
    then: 'Renew it, or choose another mentor.',
  }),
  no_psychologist_there: () => ({
    what: 'No psychologist of the centre works where the mentor may visit',
    then: 'Add an institution to a psychologist, or ask admission to another for the mentor.',
  }),
  psychologists_full: () => ({
    what: 'No psychologist who works there has room for another mentor',
    then: 'Add a psychologist’s place.',
  }),
  placing_changed: () => ({
    what: 'This placing is no longer the best one',
    then: 'Something changed meanwhile. Look at the new list.',
  }),
  mentor_no_capacity: () => ({
    what: 'The mentor has no room for another pairing',
    then: 'Choose another mentor.',
  }),
  psychologist_no_capacity: () => ({
    what: 'The psychologist has no room for another pairing',
    then: 'Another psychologist could supervise.',
  }),
  referral_not_eligible: () => ({
    what: 'The referral cannot be paired now',
    then: 'See what it still needs.',
  }),
  both_psychologists_needed: () => ({
    what: 'Both psychologists must endorse',
    then: 'The other one has been asked.',
  }),
  held_there: (p) => ({
    what: `The person was held in ${text(p, 'institution') || 'one of these institutions'} in the last ${number(p, 'months') || 24} months`,
    then: 'Leave that institution out.',
  }),
  two_people_needed: () => ({
    what: 'It takes two different people',
    then: 'One of the two words is yours. Ask a colleague for the other.',
  }),
  pairings_open: () => ({
    what: 'Pairings are still running',
    then: 'End them well first, or let the mentor pause.',
  }),
  already_endorsed: () => ({
    what: 'You have endorsed this already',
    then: 'Nothing else is needed from you.',
  }),
  mentor_consent_missing: () => ({
    what: 'The mentor no longer agrees to be matched',
    then: 'Speak with the mentor, or choose another.',
  }),
  supervisor_changed: () => ({
    what: 'Another psychologist supervises the mentor now',
    then: 'Refuse this proposal; the next round proposes anew.',
  }),
  association_clearance_needed: () => ({
    what: 'The supervising officer has not cleared the mentor’s contact',
    then: 'Ask the officer, or choose another mentor.',
  }),
  supervisor_missing: () => ({
    what: 'The psychologist who signed for the mentor no longer serves',
    then: 'Another psychologist has to sign for the mentor first.',
  }),
  language_not_shared: () => ({
    what: 'The two share no language for talking about feelings',
    then: 'Choose another mentor, or correct the languages.',
  }),
  mentor_proposed_already: () => ({
    what: 'The mentor’s room is taken by other proposals',
    then: 'Decide those first, or choose another mentor.',
  }),
  institutions_missing: () => ({
    what: 'The mentor may not enter any institution yet',
    then: 'Record the clearance on the mentor’s page when it is given.',
  }),
  availability_too_short: (p) => ({
    what:
      'least' in p
        ? `Only ${number(p, 'halfHours') / 2} h a week in common; at least ${number(p, 'least') / 2} h are needed`
        : 'The two have too little time in common',
    then: 'Look at the free times again, or choose another mentor.',
  }),
  supervisor_not_there: () => ({
    what: 'The mentor’s psychologist does not work in this institution',
    then: 'Choose another mentor, or add the institution on the psychologist’s page.',
  }),
  kept_apart: () => ({
    what: 'Your centre keeps these two apart',
    then: 'It can go on once two coordinators have ended that.',
  }),
  institution_not_cleared: () => ({
    what: 'The mentor may not enter this institution',
    then: 'Record the clearance on the mentor’s page when it is given.',
  }),
  same_gender_wanted: () => ({
    what: 'The person asked for a mentor of the same gender',
    then: 'Choose another mentor.',
  }),
  consent_renewal_due: (p) => ({
    what: `The consent on paper is older than ${number(p, 'months') || 12} months`,
    then: 'Record a new one on the referral.',
  }),
  proposed_already: () => ({
    what: 'The person is in another proposal',
    then: 'Decide about that one first.',
  }),
  round_under_way: () => ({
    what: 'A round of this centre is under way',
    then: 'Wait until it is finished, or stop it.',
  }),
  ask_staff: (p) =>
    text(p, 'of') === 'pairing'
      ? { what: 'Not possible for these two at the moment', then: 'Why is not shown here.' }
      : { what: 'We can’t give you this slot', then: 'Others are open to you. You can ask staff.' },
  pause_of_another: () => ({
    what: 'The mentor or the person wished this rest',
    then: 'Ask whether it may go on.',
  }),
  paused_by_staff: () => ({ what: 'Staff paused this pairing', then: 'Staff can take it up again.' }),
  consent: () => ({
    what: 'The consent on paper is missing or too old',
    then: 'Once it is recorded, the person joins the next round.',
  }),
  not_suitable_now: () => ({ what: 'Cannot be proposed now', then: 'Choose another mentor.' }),
  no_candidate: (p) => ({
    what:
      'firstEmptyRule' in p
        ? `No mentor ${rules[text(p, 'firstEmptyRule')] ?? 'fits every rule'}`
        : 'Nobody is suitable now',
    then: 'firstEmptyRule' in p ? removed(p) : 'The next round looks again.',
  }),
  crowded_out: (p) => ({
    what:
      total(p, 'tiers') + number(p, 'pinned') === 0
        ? 'Mentors would suit, but they or their psychologists take nobody at the moment'
        : number(p, 'suitable') === 1
          ? 'The one suitable mentor is with people who wait at least as long'
          : `All ${number(p, 'suitable')} suitable mentors are with people who wait at least as long`,
    then: `${without(number(p, 'mentors'), number(p, 'psychologists'))} no room. One more place would help.`,
  }),
  changed_meanwhile: () => ({
    what: 'The referral or the mentor changed during the round',
    then: 'The next round sees it as it is now.',
  }),
} satisfies Reasons<StaffCode>;

/** Who has no room, without those of whom there are none. */
const without = (mentors: number, psychologists: number) =>
  [
    mentors > 0 && (mentors === 1 ? '1 mentor' : `${mentors} mentors`),
    psychologists > 0 && (psychologists === 1 ? '1 psychologist' : `${psychologists} psychologists`),
  ]
    .filter(Boolean)
    .join(' and ') + (mentors + psychologists === 1 ? ' has' : ' have');
