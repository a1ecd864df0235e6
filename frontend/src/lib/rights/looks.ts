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

/** Looks of one person at the same moment and for the same reason are told as one. */
export function told(looks: readonly Look[]): Told[] {
  const rows: Told[] = [];
  for (const look of looks) {
    if (look.seen === 'apart') continue;
    const same = rows.find(
      (row) => row.at === look.at && row.purpose === look.purpose && who(row) === who(look),
    );
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
