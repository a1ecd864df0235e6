/**
 * The table of contents of this folder, and its law: a room uses only rooms listed above it.
 * Inside a room, and in the folders within it, files and folders never use each other in a circle.
 * Pages (`src/routes`) put rooms together and use nothing of each other. `architecture/rooms.test.ts` holds all of it.
 */
export const rooms = {
  base: 'what all others share and needs nothing: the types of the API, choices kept on a device, where the reader is',
  i18n: 'every text in three languages, and how times and numbers are said',
  api: 'the server: the typed client, who is signed in, its refusals in words',
  ui: 'buttons, fields, lists and sheets; knows no feature and fetches nothing',
  charts: 'numbers as pictures, each with its table; knows no feature and fetches nothing',
  shell: 'the frame around every page: header, ways, tabs, help, places by name',
  desk: 'what several pages of the staff desk share',
  accounts: 'invitation, joining, own details, the accounts of staff',
  checks: 'the record checks of a person',
  people: 'a person as the centre sees them',
  health: 'how the installation stands, in words for its admins',
  rights: 'what people may ask about what is kept of them: who looked',
  openings: 'hosts, openings and their slots, who comes and whose hours count',
  clearances: 'people under supervision, their officers, and what may be done with whom',
  slots: 'slots as volunteers find and book them',
  bookings: 'what somebody has booked and done',
  mentor: 'the way of a mentor, from the first question to the certificate, as they see it',
  mentors: 'mentors as staff see them',
  referrals: 'people in custody, referred for a mentor',
  pairings: 'proposals and pairings, for those who decide and for mentors',
  reports: 'figures of a centre',
  rounds: 'rounds of matching and what they weigh',
  home: "a member's first page: the next thing, then what comes later",
  today: 'what waits for staff: the first page of each desk',
  welcome: 'the first page of everybody',
} as const satisfies Record<string, string>;
