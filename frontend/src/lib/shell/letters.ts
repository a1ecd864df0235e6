/**
 * Where the words in letters lead (`src/mail/ways.rs`): a letter says nothing of what its reader is here, in its link
 * neither.
 */
const WAYS = {
  q5: '/admin',
  k4: '/admin/accounts',
  j8: '/admin/health',
  t7: '/clinic/caseload',
  c9: '/clinic/mentors',
  w3: '/clinic/proposals',
  n6: '/clinic/referrals',
  k7: '/data/breaches',
  x8: '/data/emergencies',
  x3: '/data/requests',
  d9: '/data/retention',
  e2: '/host/openings',
  r8: '/my/bookings',
  d5: '/my/hours',
  a6: '/my/looks',
  y3: '/my/mentor',
  g6: '/my/pairings',
  s2: '/my/profile',
  j7: '/my/requests',
  v9: '/my/slots',
  b4: '/officer/clearances',
  h8: '/staff/hosts',
  z5: '/staff/meetings',
  f2: '/staff/mentors',
  p7: '/staff/openings',
  m4: '/staff/pairings',
  u6: '/staff/rounds',
} as const;

/** The page that a word in a letter stands for; the first page of the site for any other. */
export function pageOfLetter(word: string): string {
  return Object.entries(WAYS).find(([known]) => known === word)?.[1] ?? '/';
}
