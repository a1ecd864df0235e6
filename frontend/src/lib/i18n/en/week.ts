/** The week of times for hosts and coordinators. */
export const week = {
  title: 'Calendar',
  span: (from: string, to: string) => `${from} to ${to}`,
  sum: (slots: number, free: number, all: number) =>
    `${slots === 1 ? '1 time' : `${slots} times`}, ${free} of ${all} places free`,
  before: 'Week before',
  after: 'Week after',
  now: 'This week',
  grid: 'The week',
  list: 'Day by day',
  count: (slots: number) => (slots === 1 ? '1 time' : `${slots} times`),
  allHosts: 'All organisations',
  allOpenings: 'All openings',
  goesOn: (time: string) => `from the night before, to ${time}`,
  unpublished: 'Not published',
  full: 'Full',
  places: (taken: number, all: number) => `${taken} of ${all} places booked`,
  none: 'No times this week',
  noneWhy: 'Choose another week, or add times to an opening.',
  gone: 'This time has been cancelled.',
};
