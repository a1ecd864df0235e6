import type { components } from '#lib/base/schema.d.ts';

type Wait = components['schemas']['Wait'];

const n = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const today = {
  title: 'Today',
  heading: (waiting: number, due: number) =>
    `${n(waiting, 'thing waits', 'things wait')} for you${due > 0 ? `, ${due} due today` : ''}`,
  overdue: (count: number) => `${n(count, 'is', 'are')} past the date.`,
  stop: '. ',
  order: 'Sorted by date. On the same day, first come first.',
  soon: {
    overdue: 'Past the date',
    today: 'Today',
    week: 'Within seven days',
    open: 'No date set, longest waiting first',
    later: 'Later',
  },
  count: (count: number) => n(count, 'thing', 'things'),
  start: 'Start with the earliest',
  next: 'Next',
  nextOf: (waiting: number) => `${n(waiting, 'thing waits', 'things wait')}`,
  keys: {
    hint: 'J and K move in the list while it has the focus. N opens the next thing.',
    areOff: 'Keys are off.',
    off: 'Turn keys off',
    on: 'Turn keys on',
  },
  empty: 'Nothing waits for you',
  emptyWhy: 'What needs you will stand here, the earliest first.',
  left: (time: string) => `${time} left`,
  hours: (hours: number, minutes: number) =>
    [hours > 0 ? `${hours} h` : '', minutes > 0 || hours === 0 ? `${minutes} min` : '']
      .filter(Boolean)
      .join(' '),
  ago: (days: number) => (days === 0 ? 'today' : n(days, 'day ago', 'days ago')),
  waited: (days: number) => (days === 0 ? 'Since today' : `Waiting ${n(days, 'day', 'days')}`),
  noDate: 'No date set',
  before: (time: string) => `before ${time}`,
  places: (taken: number, all: number) => `${taken} of ${all} people`,
  apart: '; ',
  more: (count: number) => `and ${count} more`,
  waits: {
    endorse_applicant: 'Say if you would work with the applicant',
    record_shadowing: 'Record practice hours',
    sign_off_mentor: 'Sign the review',
    endorse_pairing: 'Say if you stand behind a proposal',
    record_pic_consent: 'Enter the answer on paper',
    finish_referral: 'Finish a referral',
    resume_pairing: 'Paused pairing: go on or end it',
    decide_clearance: 'Decide a clearance request',
    renew_standing: 'Standing clearance runs out',
    record_attendance: 'Say who came',
    returned_opening: 'Opening sent back to you',
    approve_pairing: 'Review a proposal',
    request_consents: 'Ask for consents',
    follow_round: 'Proposals wait for psychologists',
    screen_application: 'Screen an application',
    decide_application: 'Decide after the interview',
    record_training: 'Course results missing',
    next_stage: 'Ready for the next step',
    countersign_mentor: 'Sign the review',
    renew_certification: 'Certification runs out',
    renew_check: 'Record check runs out',
    decide_meeting: 'Two people would meet on a shift',
    settle_supervision: 'Settle supervision',
    review_opening: 'Review an opening',
    verify_hours: 'Verify hours',
    fill_slot: 'Shift without enough people',
    renew_insurance: "Organisation's insurance runs out",
    renew_agreement: "Organisation's agreement runs out",
    approve_invitation: 'Approve an invitation',
    review_emergency: 'Review an emergency access',
    invitation_ends: 'Invitation runs out',
    account_without_office: 'Staff account without a role',
  } satisfies Record<Wait, string>,
  desks: {
    title: 'Your desk',
    liaison: {
      lead: 'There is no work for you here yet.',
      text: 'Visits and rooms of your institution are arranged outside this site for now. A coordinator enters which mentors your institution admits.',
      ask: 'To change what is entered for your institution, ask the coordinator of the centre.',
    },
    researcher: {
      lead: 'There are no figures here yet.',
      text: 'You can sign in and keep your account. This site shows you no records of people, and it will not: researchers read totals only.',
      ask: 'For figures, ask the coordinator of the centre.',
    },
    account: 'My account',
  },
};
