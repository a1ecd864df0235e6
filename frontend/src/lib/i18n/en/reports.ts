/** Charts and figures for staff. */
export const reports = {
  title: 'Reports',
  lead: 'The numbers of your centre as they are now. They tell about the service and judge nobody.',
  clinicLead: 'The numbers of those you work with, as they are now. They judge nobody.',
  /** The name of a picture for whoever does not see it. */
  picture: (finding: string) => `Chart: ${finding}. The numbers stand in the table below.`,
  all: 'All',
  people: 'People',
  waiting: {
    fold: 'Chart: who waits how long',
    finding: (all: number, suitable: number) =>
      `${all === 1 ? '1 person waits' : `${all} people wait`}, ${suitable} with a suitable mentor`,
    only: (all: number) => (all === 1 ? '1 person waits' : `${all} people wait`),
    nobody: 'Nobody waits for a mentor',
    what: 'Waiting',
    suitable: 'Suitable mentor',
    none: 'No suitable mentor',
    unknown: 'Not known yet',
    up: (to: number) => `Up to ${to} days`,
    between: (from: number, to: number) => `${from} to ${to} days`,
    over: (days: number) => `Over ${days} days`,
    basis: (day: string) => `Suitable or not: by the round for ${day} and the proposals since.`,
    noRound: 'For whom there is a suitable mentor: see Rounds.',
  },
  stages: {
    fold: 'Chart: mentors by stage',
    finding: (active: number, coming: number) =>
      `${active === 1 ? '1 mentor is' : `${active} mentors are`} certified, ${coming} on the way`,
    what: 'Stage',
  },
  languages: {
    missing: (names: string, people: number) =>
      `No mentor speaks ${names}; ${people === 1 ? '1 person wants it' : `${people} people want it`}`,
    enough: 'Mentors speak every language that is wanted',
    what: 'Language',
    wanted: 'People who want it',
    spoken: 'Mentors who speak it',
    note: 'Counted: the language a person likes best, and active mentors who can talk about feelings in it.',
  },
  shifts: {
    free: (places: number, all: number, days: number) =>
      `${places} of ${all} places with your centre’s hosts ${places === 1 ? 'is' : 'are'} free in the next ${days} days`,
    full: (days: number) => `Every place of the next ${days} days with your centre’s hosts is taken`,
    none: (days: number) => `No times with your centre’s hosts in the next ${days} days`,
    what: 'Places',
    taken: 'Booked',
    open: 'Free',
    half: 'Half or more free',
  },
  round: {
    finding: (all: number, matched: number) =>
      `Of ${all === 1 ? '1 person who waited' : `${all} people who waited`}, ${matched} ${matched === 1 ? 'has' : 'have'} a proposal`,
    what: 'Waited',
    matched: 'With a proposal',
    unmatched: 'Still waiting',
    all: 'Before the round',
  },
  weights: {
    finding: (name: string, points: number, whole: number) => `${name}: counts most, ${points} of ${whole}`,
    what: 'What counts',
    measure: 'Of 1000',
  },
};
