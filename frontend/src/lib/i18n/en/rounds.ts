import type { Code } from '../codes.ts';

/** What each rule of the engine asks, as the end of "no mentor …". */
export const rules: Readonly<Record<string, string>> = {
  mentor_consent: 'agrees to be matched',
  certification: 'is certified on that day',
  supervisor: 'has a psychologist with room',
  capacity: 'has room for another pairing',
  institution: 'may enter the institution',
  gender: 'is of the gender asked for',
  language: 'speaks a language of the person',
  availability: 'is free for two hours at the same time',
  ask_staff: 'can be proposed',
};

/** Rounds of matching. */
export const rounds = {
  title: 'Matching rounds',
  lead: 'A round looks at everybody who waits, and proposes pairs. You decide about each.',
  fresh: 'Start a round',
  centre: 'Centre',
  date: 'Day of the round',
  dateHint: 'Certificates and waiting times count as on this day.',
  start: 'Start matching',
  starting: 'Starting',
  noCentre: 'No centre belongs to your account',
  noCentreWhy: 'An administrator can invite you to one.',
  preview: {
    title: 'Who can take part',
    mentors: 'Mentors',
    referrals: 'People waiting',
    psychologists: 'Room with the psychologists of these mentors',
    ofAll: (total: number) => `of ${total}`,
    places: (count: number): string => (count === 1 ? 'pairing' : 'pairings'),
    heldBack: 'Not this time',
    nobody: 'Nobody can be paired on this day',
    nobodyWhy: 'A round needs a mentor, somebody who waits and room with a psychologist.',
    reasons: {
      mentor_not_active: 'Not active as a mentor now',
      profile_incomplete: 'Not everything answered yet',
      mentor_consent_missing: 'Not agreed to be matched',
      association_clearance_needed: 'Their officer has to clear it first',
      training_incomplete: 'A module of the course still to do',
      clearance_check_missing: 'No clearance for visits on that day',
      mentor_certification_ended: 'Certification ends before that day',
      supervisor_missing: 'No psychologist has signed for them',
      mentor_no_capacity: 'No room for another pairing',
      mentor_proposed_already: 'Proposed already for all the room they have',
      institutions_missing: 'Not cleared for any institution',
      proposed_already: 'In a proposal already',
      consent_renewal_due: 'To consent anew on paper',
      not_sentenced: 'Not sentenced yet',
      too_short_stay: 'Leaving before six meetings',
    } as Readonly<Partial<Record<Code, string>>>,
  },
  list: 'Rounds so far',
  none: 'No round yet',
  noneWhy: 'Start the first one above.',
  columns: { date: 'Day', centre: 'Centre', state: 'State', matched: 'Proposals', unmatched: 'Unmatched' },
  states: {
    queued: 'Waiting to start',
    running: 'Matching now',
    done: 'Finished',
    failed: 'Not finished',
    cancelled: 'Stopped',
  },
  running: (day: string) => `The round of ${day} is under way`,
  waiting: (day: string) => `The round of ${day} starts in a moment`,
  mayLeave: 'You may leave this page; the round goes on.',
  steps: {
    reading: 'Read who takes part',
    candidates: 'Check the firm rules',
    solving: 'Match',
    explaining: 'Write the reasons',
    storing: 'Store the proposals',
  },
  fraction: (percent: number) => `${percent}%`,
  people: (referrals: number, mentors: number, psychologists: number) =>
    `${referrals} waiting, ${mentors} mentors (with those who have no room now), ${psychologists} psychologists`,
  stop: 'Stop this round',
  stopping: 'Stopping',
  stopAsked: 'It stops before the next step.',
  done: (day: string) => `The round of ${day} is finished`,
  cancelled: (day: string) => `The round of ${day} was stopped`,
  cancelledWhy: 'Nothing was proposed. You can start another.',
  failed: (day: string) => `The round of ${day} did not finish`,
  failedWhy:
    'Nothing was proposed and nothing is lost. Start it again; if it fails again, tell an administrator.',
  took: (finished: string, seconds: string) => `${finished}, in ${seconds} s.`,
  certified: 'Checked: no other choice pairs more people.',
  uncertified: 'The check did not confirm this result; tell an administrator.',
  matched: (total: number) => `proposed for a pairing, of ${total} waiting`,
  tiers: {
    under: (days: number) => `Under ${days} days`,
    between: (from: number, to: number) => `${from} to ${to} days`,
    from: (days: number) => `${days} days or more`,
  },
  facts: {
    mentors: 'Mentors',
    psychologists: 'Psychologists',
    waiting: 'People waiting',
    unmatched: 'Without a proposal',
  },
  crowd: (matched: number, unmatched: number) =>
    `${matched} pairs and ${unmatched} people without a proposal`,
  review: (count: number) => (count === 1 ? 'Review 1 proposal' : `Review ${count} proposals`),
  unmatched: (count: number, all: number) =>
    count === 0
      ? 'Everybody who waits has a proposal'
      : `${count} of ${all} ${count === 1 ? 'has' : 'have'} no proposal yet`,
  allMatched: 'Nobody is left out of this round.',
  reasonColumns: { name: 'Person', reason: 'Why', next: 'What can be done' },
  waitingDays: (days: number) => (days === 1 ? 'Waiting 1 day' : `Waiting ${days} days`),
  which: (names: string) => `: ${names}`,
  remedies: {
    language: 'See mentors with this language',
    institution: 'Ask admission for a mentor',
    certification: 'Renew a certification',
    supervisor: 'Add a psychologist’s place',
    capacity: 'See mentors in training',
    referral: 'Open the referral',
  },
  openReferralOf: (alias: string) => `Open the referral of ${alias}`,
  since: {
    title: 'Since this round',
    lead: 'Matched again as things stand now, this would change.',
    nothing: 'Nothing would change. Matched again as things stand now, every proposal stays as it is.',
    kinds: {
      fresh: (count: number) =>
        count === 1 ? '1 person can have a mentor now' : `${count} people can have a mentor now`,
      moved: (count: number) =>
        count === 1 ? '1 person would have another mentor' : `${count} people would have another mentor`,
      without: (count: number) =>
        count === 1 ? '1 person would have no proposal' : `${count} people would have no proposal`,
    },
    fresh: (alias: string, mentor: string) => `${alias} has no proposal and can have ${mentor} now.`,
    moved: (alias: string, from: string, to: string, names: string) =>
      names
        ? `${alias} would have ${to} instead of ${from}, because ${from} would go to ${names}.`
        : `${alias} would have ${to} instead of ${from}, because that fits better as things stand now.`,
    without: (alias: string, from: string, names: string) =>
      names
        ? `${alias} would have no proposal, because ${from} is needed for ${names}, who waited longer.`
        : `${alias} would have no proposal, because no mentor can be had as things stand now.`,
    points: (points: number) => (points === 1 ? '1 point' : `${points} points`),
    left: (names: string) => `${names} would have no proposal and would go on waiting.`,
    note: 'Only proposals change. Nobody outside the staff is told.',
    act: 'Propose these changes',
    done: (count: number) => (count === 1 ? '1 proposal changed' : `${count} proposals changed`),
  },
};
