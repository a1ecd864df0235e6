/** What members read of their hours. */
export const ownHours = {
  title: 'Service hours',
  ofYear: (year: number) => `Service hours in ${year}`,
  unit: 'hours',
  toGo: (hours: number, goal: number) => `${hours} more, and it is ${goal} hours this year.`,
  steps: (done: number, total: number, each: number) => `${done} of ${total} steps of ${each} hours`,
  total: (hours: number) => `${hours} hours in all`,
  waiting: 'To be confirmed',
  waitingWhy: 'Staff confirm these, then they count.',
  verified: 'Confirmed',
  none: {
    find: 'Find a slot',
    head: 'Your first hours are ahead',
    text: 'After a service, staff confirm the hours. They stay yours.',
  },
  all: (count: number) => `All ${count} entries`,
  takenBack: 'No longer counted',
  because: (reason: string) => `Reason: ${reason}`,
  entries: {
    verified: (day: string, hours: number) => `${day}: ${hours} hours confirmed`,
    corrected: (day: string, hours: number) =>
      `${day}: corrected by ${hours < 0 ? '−' : '+'}${Math.abs(hours)} hours`,
    taken_back: (day: string, hours: number) => `${day}: ${Math.abs(hours)} hours taken back`,
  },
  entryWhy: (reason: string) => ` (${reason})`,
};
