import type { Got } from '#lib/api/client.ts';

export type Looks = Got<'/api/v1/me/looks'>;
export type Look = Looks['items'][number];
/** What can be told to have been seen. */
export type Seen = Exclude<Look['seen'], 'apart'>;

/** What one person saw at one moment for one reason. */
export interface Told extends Omit<Look, 'seen'> {
  seen: Seen[];
}

const DAYS = 30;
const who = ({ role, name, place, host }: Look | Told) => JSON.stringify([role, name, place, host]);

/** Whether two looks are told as one: at the same moment for the same reason, or by the same emergency access. */
function together(one: Look | Told, other: Look | Told): boolean {
  if (who(one) !== who(other) || one.purpose !== other.purpose) return false;
  return one.emergency && other.emergency
    ? one.emergency.endsAt === other.emergency.endsAt
    : !one.emergency && !other.emergency && one.at === other.at;
}

/** Looks of one person at the same moment and for the same reason are told as one, and all of one emergency access. */
export function told(looks: readonly Look[]): Told[] {
  const rows: Told[] = [];
  for (const look of looks) {
    if (look.seen === 'apart') continue;
    const same = rows.find((row) => together(row, look));
    if (same?.seen.includes(look.seen)) continue;
    if (same) same.seen.push(look.seen);
    else rows.push({ ...look, seen: [look.seen] });
  }
  return rows;
}

/** Those of the last days, and those before. */
export function recent(rows: readonly Told[], now: Date): [recent: Told[], earlier: Told[]] {
  const cut = now.getTime() - DAYS * 24 * 3600 * 1000;
  const isRecent = ({ at }: Told) => new Date(at).getTime() >= cut;
  return [rows.filter(isRecent), rows.filter((row) => !isRecent(row))];
}

/** How many people these are. */
export function people(rows: readonly Told[]): number {
  return new Set(rows.map(who)).size;
}
