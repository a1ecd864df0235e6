const letters = (count: number) => (count === 1 ? '1 e-mail' : `${count} e-mails`);
const lines = (count: number) => (count === 1 ? '1 new line' : `${count} new lines`);
const rounds = (count: number) => (count === 1 ? '1 round' : `${count} rounds`);

/** How the installation stands. */
export const health = {
  title: 'Health of this installation',
  lead: 'Nothing on this page is about a person.',
  asOf: (when: string) => `As of ${when}`,
  all: {
    good: 'All is well',
    look: (count: number) => (count === 1 ? '1 thing to look at' : `${count} things to look at`),
    act: (count: number) => (count === 1 ? '1 thing to do now' : `${count} things to do now`),
  },
  stands: { good: 'Good', look: 'Look at it', act: 'Act now' },
  todo: 'What to do: ',
  parts: {
    program: 'The software',
    disk: 'Room on the disk',
    backups: 'Backups',
    seals: 'The record of who did what',
    letters: 'E-mails',
    rounds: 'Matching rounds',
    clock: 'The clock',
    keys: 'Encryption',
  },
  databases: { sqlite: 'SQLite', postgres: 'PostgreSQL' },
  found: {
    runs: (version: string, database: string, since: string) =>
      `Version ${version} with ${database}. It has run since ${since}.`,
    disk: (free: string, all: string) => `${free} GB of ${all} GB are free.`,
    diskUnknown: 'The server does not say how much room there is.',
    backedUp: (when: string) => `The last copy was made on ${when}.`,
    backupsOff: 'The server does not back itself up.',
    neverBackedUp: 'No copy has been made yet.',
    backupLate: (when: string) => `The last copy was made on ${when}. The next one is late.`,
    backupFails: 'A copy should be made, and cannot be.',
    sealed: 'Every line is sealed.',
    sealing: (count: number) => `${lines(count)} will be sealed within seconds.`,
    notSealed: (count: number, when: string) =>
      `${lines(count)} not sealed. The oldest has waited since ${when}.`,
    noLetters: 'No e-mail waits.',
    lettersLeave: (count: number) => `${letters(count)} on the way.`,
    lettersWait: (count: number, when: string) =>
      `${letters(count)} cannot leave. The oldest has waited since ${when}.`,
    lettersGivenUp: (count: number) => `${letters(count)} of the last 7 days did not arrive.`,
    noRounds: 'No round waits.',
    rounds: (running: number, queued: number) => `${rounds(running)} in work, ${queued} waiting.`,
    clockRight: 'The clock goes as it should.',
    clockAhead: (seconds: number) => `The clock was suddenly set ahead, by ${seconds} seconds.`,
    clockBack: (seconds: number) => `The clock was suddenly set back, by ${seconds} seconds.`,
    key: (version: number) => `What is told in confidence is locked with key version ${version}.`,
    keyOlder: (count: number, version: number) =>
      `${count} parts are still locked with an older key than version ${version}.`,
  },
  act: {
    disk_low: 'Ask whoever looks after the server to make room, or to get a larger disk.',
    disk_full: 'Ask whoever looks after the server to make room now. On a full disk nothing can be saved.',
    disk_unknown: 'Ask whoever looks after the server whether the folder with the data is there.',
    backups_off:
      'Ask whoever looks after the server to set up backups. Without a copy, all is lost when the disk breaks.',
    never_backed_up: 'The first one is due within ten minutes. Look again then.',
    backup_late: 'Ask whoever looks after the server to read its log.',
    backup_fails: 'Ask whoever looks after the server to read its log. It tries again every ten minutes.',
    not_sealed:
      'Ask whoever looks after the server to read its log now. Until these lines are sealed, a change in them leaves no trace.',
    letters_wait:
      'Ask whoever looks after the server whether the mail server answers. E-mails are tried again for three days.',
    letters_given_up: 'Often an address is wrong. The log of the server says why.',
    rounds_wait: 'Wait a little, then look again. If they still wait, ask whoever looks after the server.',
    clock_set: 'Ask whoever looks after the server to check the clock. Until then, deadlines may be wrong.',
    key_older: 'Ask whoever looks after the server to run “alongside keys rotate” once more.',
  },
};
