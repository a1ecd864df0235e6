import { list, number, text, type Params, type Wording } from '../params.ts';
import { longDate, timeRange, dateAndTime } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: 'Sexual Conviction Record Check',
  correctional_clearance: 'clearance for visits',
  reference: 'reference',
  identity_seen: 'identity check',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? 'record check';

/** Every reason and every fault, worded from its code. */
export const reasons = {
  /** Why something may not be done: rules and states. */
  refusals: {
    min_age: (p) => ({
      what: `You must be at least ${number(p, 'age')} on the day`,
      then: 'Other slots have no minimum age.',
    }),
    birth_month_unknown: () => ({
      what: 'We need your month of birth for this slot',
      then: 'It has a minimum age. Tell us once.',
    }),
    check_missing: (p) => ({
      what: `Needs a ${check(p)} valid on the day`,
      then: 'Staff can tell you how to get one.',
    }),
    check_expires: (p) => ({
      what: `Your ${check(p)} ends on ${longDate('en', text(p, 'validTo'))}, before the day`,
      then: 'Bring a newer one to staff.',
    }),
    ask_staff: () => ({
      what: 'We can’t give you this slot',
      then: 'Others are open to you. You can ask staff.',
    }),
    clash: (p) => ({
      what: text(p, 'startsAt')
        ? `It overlaps what you have at ${timeRange('en', text(p, 'startsAt'), text(p, 'endsAt'))}`
        : 'It overlaps something in your diary',
      then: 'Cancel the other, or choose another time.',
    }),
    too_late: () => ({ what: 'It starts too soon to book', then: 'Choose a later slot.' }),
    full: () => ({ what: 'All places are taken', then: 'Places come back when people cancel.' }),
    supervision_unsettled: () => ({
      what: 'Staff have yet to settle with you whether you are under supervision',
      then: 'They settle this before a first booking. You can call to ask.',
    }),
    officer_clearance_needed: () => ({
      what: 'Your officer will be asked first',
      then: 'Your place is held. No answer counts as not cleared.',
    }),
    officer_declined: () => ({
      what: 'Your officer has not cleared this service',
      then: 'You can speak with your officer, or choose another slot.',
    }),
    permission_unconfirmed: () => ({
      what: 'Confirm once that you may do unpaid work in Hong Kong',
      then: 'Some visas ask for permission first.',
    }),
    already_booked: () => ({ what: 'You have booked this slot already', then: 'It is among your bookings.' }),
    not_open: () => ({ what: 'This slot is not open for booking', then: 'Choose another slot.' }),
    too_late_to_cancel: (p) => ({
      what: text(p, 'until')
        ? `It could be cancelled until ${dateAndTime('en', text(p, 'until'))}`
        : 'It is too late to cancel here',
      then: 'Call the duty telephone, and we will tell them.',
    }),
    section_incomplete: () => ({
      what: 'A part is not complete yet',
      then: 'Open it from the list and finish it.',
    }),
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
    wrong_state: () => ({
      what: 'This has moved on since you opened it',
      then: 'Look at where it stands now.',
    }),
    stale_version: () => ({
      what: 'A colleague has just changed this',
      then: 'Read it again before you decide.',
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
  } satisfies Record<string, (params: Params) => Wording>,

  /** What is wrong with a field. */
  faults: {
    required: () => 'Fill this in',
    too_short: (p) => `Use at least ${number(p, 'min')} characters`,
    too_long: (p) => `Use at most ${number(p, 'max')} characters`,
    invalid: () => 'Check this; it does not look right',
    unknown_field: () => 'This is not asked for',
    not_a_date: () => 'Give a date that exists',
    out_of_range: (p) =>
      `Between ${text(p, 'min') || number(p, 'min')} and ${text(p, 'max') || number(p, 'max')}`,
    too_many: (p) => `Choose at most ${number(p, 'max')}`,
    hkid_not_allowed: () => 'Leave out identity card numbers',
    weak_password: () => 'Too easy to guess; choose other words',
    password_too_short: (p) => `Use at least ${number(p, 'min') || 15} characters`,
    context_word: () => 'Leave out words about this site or your own name',
    unknown_code: () => 'We do not know this code',
    malformed_json: () => 'Something went wrong while sending; try again',
  } satisfies Record<string, (params: Params) => string>,

  /** What happened to a whole request. */
  problems: {
    bad_credentials: { what: 'That e-mail or password is not right' },
    address_unverified: {
      what: 'Your address is not confirmed yet',
      then: 'Open the link in the e-mail, or let us send it again.',
    },
    session_ended: { what: 'You have been signed out', then: 'Sign in to go on.' },
    link_expired: { what: 'This link no longer works', then: 'It was used already, or it is too old.' },
    stale_version: { what: 'A colleague has just changed this', then: 'Read it again before you decide.' },
    too_many_requests: { what: 'That was too often', then: 'Wait a minute and try again.' },
    unavailable: { what: 'We are busy at the moment', then: 'Nothing is lost. Try again shortly.' },
    offline: { what: 'No network', then: 'Try again when you are back online. Nothing was changed.' },
    forbidden: { what: 'Your account may not do this' },
    not_found: { what: 'This is not here, or not open to you' },
    conflict: { what: 'This cannot be done as things stand' },
    invalid: { what: 'Something needs to be corrected' },
    too_large: { what: 'That is too much text', then: 'Make it shorter and send it again.' },
    unexpected: {
      what: 'Something went wrong on our side',
      then: 'Try again in a moment. If it stays, call us.',
    },
  } satisfies Record<string, Wording>,

  /** For a code this version does not know. */
  unknown: {
    what: 'There is a reason we cannot put into words here',
    then: 'Ask staff; they can see it.',
  } as Wording,
  unknownFault: 'Check this; it does not look right',
};
