import type { CommonCode, Faults, Problems, Reasons } from '../codes.ts';
import { range } from '../bound.ts';
import { number, text, type Wording } from '../params.ts';
import { longDate } from '../time.ts';

/** What may be wrong with anything. */
const unknownFault = 'Check this; it does not look right';

/** Reasons that members may meet, and every fault, worded from their codes; those of bookings and of staff have modules of their own. */
export const reasons = {
  /** Why something may not be done: rules and states. */
  refusals: {
    section_incomplete: () => ({
      what: 'A part is not complete yet',
      then: 'Open it from the list and finish it.',
    }),
    answers_settled: () => ({
      what: 'Staff have checked these answers; they can no longer be changed here',
      then: 'Tell staff if one is wrong.',
    }),
    too_early: (p) => ({
      what: text(p, 'from')
        ? `You can apply again from ${longDate('en', text(p, 'from'))}`
        : 'It is too early to apply again',
      then: 'You can volunteer until then.',
    }),
    application_open: () => ({
      what: 'You have an application already',
      then: 'Go on with that one.',
    }),
    wrong_state: () => ({
      what: 'This has moved on since you opened it',
      then: 'Look at where it stands now.',
    }),
  } satisfies Reasons<CommonCode>,

  /** What is wrong with a field. */
  faults: {
    required: () => 'Fill this in',
    choose: () => 'Choose an answer',
    tick: () => 'Please read it, then tick the box',
    too_short: (p) => `Use at least ${number(p, 'min')} characters`,
    too_long: (p) => `Use at most ${number(p, 'max')} characters`,
    invalid: () => unknownFault,
    not_a_date: () => 'Give a date that exists',
    out_of_range: (p) => range('en', p, ['Between MIN and MAX', 'From MIN on', 'Up to MAX', unknownFault]),
    too_many: (p) => `Choose at most ${number(p, 'max')}`,
    email_not_ascii: () => 'Write the address in plain letters, such as ada@example.com',
    hkid_not_allowed: () => 'Leave out identity card numbers',
    weak_password: () => 'Too easy to guess; choose other words',
    password_too_short: (p) =>
      `Use at least ${number(p, 'min') || 15} characters; a Chinese one counts as two`,
    context_word: () => 'Leave out words about this site or your own name',
    end_before_start: () => 'The end must be after the start',
    in_the_past: () => 'Choose a time still to come',
    unknown_code: () => 'We do not know this code',
  } satisfies Faults,

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
    too_many: { what: 'That was too often', then: 'Wait a minute and try again.' },
    busy: { what: 'We are busy at the moment', then: 'Nothing is lost. Try again shortly.' },
    offline: { what: 'No network', then: 'Try again when you are back online. Nothing was changed.' },
    unreachable: {
      what: 'Not reachable at the moment',
      then: 'Try again in a little while. Nothing was changed.',
    },
    forbidden: { what: 'Your account may not do this' },
    not_found: { what: 'This is not here, or not open to you' },
    refused: { what: 'This cannot be done as things stand' },
    invalid: { what: 'Something needs to be corrected' },
    body_too_long: { what: 'That is too much text', then: 'Make it shorter and send it again.' },
    internal: {
      what: 'Something went wrong on our side',
      then: 'Try again in a moment. If it stays, call us.',
    },
  } satisfies Problems,

  /** For a code this version does not know. */
  waitMinutes: (minutes: number) =>
    minutes === 1 ? 'Wait a minute and try again.' : `Wait ${minutes} minutes and try again.`,
  unknown: {
    what: 'There is a reason we cannot put into words here',
    then: 'Ask staff; they can see it.',
  } as Wording,
  unknownFault,
};
