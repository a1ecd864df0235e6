import { list, number, text, type Params, type Wording } from '../params.ts';

/** Why staff may not do something, worded from its code. */
export const staffReasons = {
  not_under_supervision: () => ({
    what: 'The person is still under supervision',
    then: 'They can volunteer now and apply when it ends.',
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
  mentor_certification_ended: () => ({
    what: 'The mentor’s certification has ended',
    then: 'Renew it, or choose another mentor.',
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
} satisfies Record<string, (params: Params) => Wording>;
