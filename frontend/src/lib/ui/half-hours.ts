/** The parts of a day as the picker shows them, in half-hours. */
export const bands = [
  { key: 'earlier', from: 0, to: 18 },
  { key: 'morning', from: 18, to: 24 },
  { key: 'afternoon', from: 24, to: 36 },
  { key: 'evening', from: 36, to: 44 },
  { key: 'night', from: 44, to: 48 },
] as const;

export type Band = (typeof bands)[number];

/** The bands to show for a day: the usual three, and the two at the edges only where something is chosen. */
export function bandsFor(halves: readonly boolean[]): Band[] {
  return bands.filter(
    ({ key, from, to }) => (key !== 'earlier' && key !== 'night') || halves.slice(from, to).some(Boolean),
  );
}

/** Where an arrow, Home or End leads from a half-hour; undefined for any other key. */
export function keyLeads(
  key: string,
  from: number,
  first: number,
  last: number,
  columns: number,
): number | undefined {
  const to = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from - columns,
    ArrowDown: from + columns,
    Home: first,
    End: last,
  }[key];
  return to === undefined ? undefined : Math.min(Math.max(to, first), last);
}

/** The span between two half-hours, both included, whichever comes first. */
export function spanOf(a: number, b: number): readonly [from: number, to: number] {
  return a < b ? [a, b + 1] : [b, a + 1];
}
