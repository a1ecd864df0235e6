import type { Got } from '#lib/api/client.ts';

export type Retention = Got<'/api/v1/retention'>;
export type Kept = Retention['kinds'][number];
export type Purge = Retention['purges'][number];
export type Line = Purge['lines'][number];
export type RowKind = Kept['kind'];

/** How an erasing stands, as a sign says it. */
export const signs = {
  proposed: 'waiting',
  approved: 'started',
  done: 'done',
  withdrawn: 'notOpen',
  lapsed: 'notOpen',
} as const satisfies Record<Purge['state'], string>;

/** What waits for the second word or goes on, apart from what is over. */
export function apart(purges: readonly Purge[]): [open: Purge | undefined, past: Purge[]] {
  return [purges.find(({ endedAt }) => !endedAt), purges.filter(({ endedAt }) => endedAt)];
}

/** How many of all kinds were found, and how many of them are gone. More may go than was found: time goes on. */
export function sumOf(lines: readonly Pick<Line, 'found' | 'erased'>[]): { found: number; erased: number } {
  return lines.reduce(
    (sum, { found, erased }) => ({
      found: sum.found + Math.max(found, erased),
      erased: sum.erased + erased,
    }),
    { found: 0, erased: 0 },
  );
}

/** What is over its age, as the lines of a proposal will say it. */
export function overAge(kinds: readonly Kept[]): Pick<Line, 'kind' | 'found'>[] {
  return kinds.filter(({ over }) => over > 0).map(({ kind, over }) => ({ kind, found: over }));
}

/** What somebody can write down and find again, instead of a whole id. */
export const shortOf = (id: string) => id.slice(-8).toUpperCase();
