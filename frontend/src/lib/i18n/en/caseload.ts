/** Texts for coordinators about whom, and which organisations, their centre works with. */
export const caseload = {
  which: 'Which of your centres?',
  list: 'You see what belongs to your centre, and what no centre has taken on yet.',
  none: 'No centre yet',
  of: (centre: string) => `Centre: ${centre}`,
  firstPerson: 'No centre works with this person yet. With the first thing you do for them, yours does.',
  firstHost: 'No centre works with this organisation yet. With the first thing you do for it, yours does.',
  handOver: {
    open: 'Hand over to another centre',
    short: 'Hand over',
    of: (name: string) => `Hand over ${name}`,
    to: 'To which centre?',
    nobody: 'To none, until one takes on the work',
    person:
      'From then on your centre no longer sees or records this person’s checks. The file of a mentor stays where they are a mentor. The person is told by e-mail.',
    host: 'From then on your centre no longer sees this organisation, its openings and its hours. The other centre is told by e-mail.',
    yes: 'Hand over',
    done: (name: string) => `${name} is handed over`,
  },
  other: {
    head: 'Another centre works with this person',
    why: 'So you can neither see nor record this person’s checks here.',
    yourself: 'This is you. A colleague looks after your account.',
    next: 'What you can do',
    choose: 'Ask the person to choose your centre, on their page “Me” at “Your centre”.',
    ask: 'Or ask the other centre to hand over. The person can tell you which one it is.',
  },
};
