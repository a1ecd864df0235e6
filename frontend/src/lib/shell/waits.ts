import type { Got } from '#lib/api/client.ts';

export type Today = Got<'/api/v1/today'>;
export type TodayRow = Today['rows'][number];
export type TodayItem = TodayRow['items'][number];
export type Wait = TodayRow['wait'];

interface Place {
  /** The way at the side of the desk under which it is counted. */
  way: string;
  /** Where one of it is done; the way itself where it is done in its list. */
  page?: (item: TodayItem) => string;
}

const below =
  (path: string) =>
  ({ id }: TodayItem) =>
    `${path}/${id}`;
const asked =
  (path: string) =>
  ({ id }: TodayItem) =>
    `${path}${id}`;
const shift =
  (path: string) =>
  ({ id, openingId }: TodayItem) =>
    `${path}/${openingId ?? ''}/slots/${id}`;
const mentor: Place = { way: '/staff/mentors', page: below('/staff/mentors') };
const applicant: Place = { way: '/clinic/mentors', page: below('/clinic/mentors') };

/** Where each thing that waits is counted and done. */
const places: Record<Wait, Place> = {
  endorse_applicant: applicant,
  record_shadowing: applicant,
  sign_off_mentor: applicant,
  endorse_pairing: { way: '/clinic/proposals', page: below('/clinic/proposals') },
  record_pic_consent: { way: '/clinic/proposals', page: below('/clinic/proposals') },
  finish_referral: { way: '/clinic/referrals', page: below('/clinic/referrals') },
  resume_pairing: { way: '/clinic/caseload', page: below('/clinic/caseload') },
  decide_notes: { way: '/data/requests', page: asked('/data/requests?r=') },
  decide_clearance: { way: '/officer/clearances', page: ({ id }) => `/officer/clearances#${id}` },
  renew_standing: { way: '/officer/supervisees', page: below('/officer/supervisees') },
  record_attendance: { way: '/host/openings', page: shift('/host/openings') },
  returned_opening: { way: '/host/openings', page: below('/host/openings') },
  approve_pairing: { way: '/staff/queue', page: ({ id }) => `/staff/queue?p=${id}` },
  request_consents: { way: '/staff/pairings', page: below('/staff/pairings') },
  follow_round: { way: '/staff/rounds', page: below('/staff/rounds') },
  screen_application: mentor,
  decide_application: mentor,
  record_training: { way: '/staff/training', page: ({ id }) => `/staff/training?mentor=${id}` },
  next_stage: mentor,
  countersign_mentor: mentor,
  renew_certification: mentor,
  renew_check: mentor,
  decide_meeting: { way: '/staff/meetings' },
  settle_supervision: { way: '/staff/settlements' },
  review_opening: { way: '/staff/openings', page: below('/staff/openings') },
  verify_hours: { way: '/staff/attendance' },
  fill_slot: { way: '/staff/openings', page: shift('/staff/openings') },
  renew_insurance: { way: '/staff/hosts' },
  renew_agreement: { way: '/staff/hosts' },
  answer_request: { way: '/data/requests', page: asked('/data/requests?r=') },
  approve_invitation: { way: '/admin' },
  approve_purge: { way: '/data/retention' },
  propose_purge: { way: '/data/retention' },
  handle_breach: { way: '/data/breaches', page: asked('/data/breaches?b=') },
  review_emergency: { way: '/data/emergencies', page: asked('/data/emergencies?e=') },
  invitation_ends: { way: '/admin' },
  account_without_office: { way: '/admin' },
};

/** Where one thing that waits is done. */
export function pageOf(wait: Wait, item: TodayItem | undefined): string {
  const { way, page } = places[wait];
  return item && page ? page(item) : way;
}

/** How many things wait behind each way, by href; together they are all that wait. */
export function countsOf(rows: readonly Pick<TodayRow, 'wait' | 'count'>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { wait, count } of rows) {
    const { way } = places[wait];
    counts[way] = (counts[way] ?? 0) + count;
  }
  return counts;
}

/** One thing that waits, with the row it stands in. */
export interface Step {
  row: TodayRow;
  item: TodayItem | undefined;
  href: string;
}

/**
 * What comes after the page that is on show; where it is done and gone, what came after it in the list where it stood.
 * Elsewhere, the first of all. Nothing where the only thing that waits is on show.
 */
export function after(rows: readonly TodayRow[], here: string, stood = rows): Step | undefined {
  const steps = stepsOf(rows).filter(({ href }) => href !== here);
  const before = stepsOf(stood);
  const at = before.findIndex(({ href }) => href === here);
  const later = at < 0 ? [] : before.slice(at + 1);
  const next = later.map((one) => steps.find(({ href }) => href === one.href)).find(Boolean);
  return next ?? steps[0];
}

/** Whether the page is one of those where something that waits is done. */
export const stands = (rows: readonly TodayRow[], here: string) =>
  stepsOf(rows).some(({ href }) => href === here);

const stepsOf = (rows: readonly TodayRow[]): Step[] =>
  rows.flatMap((row) =>
    (row.items.length > 0 ? row.items : [undefined]).map((item) => ({
      row,
      item,
      href: pageOf(row.wait, item),
    })),
  );
