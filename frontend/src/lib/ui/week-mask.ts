/** One week of half-hours: seven days, Monday first, of 48 half-hours each; true is free. */
export type Week = readonly (readonly boolean[])[];

/** Half-hours from `from` up to, not including, `to`; 0 to 48. */
export type Span = readonly [from: number, to: number];

const DAYS = 7;
const HALVES = 48;

/** A week in which nothing is chosen. */
export const emptyWeek: Week = Array.from({ length: DAYS }, () => Array<boolean>(HALVES).fill(false));

/** Reads 84 hex digits: bit = day·48 + half-hour, digit k holds bits 4k to 4k+3, least significant first. */
export function fromMask(mask: string | null | undefined): Week {
  if (!mask) return emptyWeek;
  return emptyWeek.map((day, d) =>
    day.map((_, half) => {
      const bit = d * HALVES + half;
      const digit = parseInt(mask[bit >> 2] ?? '0', 16) || 0;
      return ((digit >> (bit & 3)) & 1) === 1;
    }),
  );
}

/** Writes the 84 hex digits that `fromMask` reads. */
export function toMask(week: Week): string {
  const bits = week.flat();
  let mask = '';
  for (let start = 0; start < DAYS * HALVES; start += 4) {
    const digit = [0, 1, 2, 3].reduce((sum, offset) => sum + (bits[start + offset] ? 1 << offset : 0), 0);
    mask += digit.toString(16);
  }
  return mask;
}

/** The week with these half-hours of one day chosen or not. */
export function withSpan(week: Week, day: number, [from, to]: Span, chosen: boolean): Week {
  return week.map((halves, d) =>
    d === day ? halves.map((was, half) => (half >= from && half < to ? chosen : was)) : halves,
  );
}

/** The week in which the other days have exactly the half-hours of `from`. */
export function copyDay(week: Week, from: number, others: readonly number[]): Week {
  return week.map((halves, d) => (others.includes(d) ? [...(week[from] ?? [])] : halves));
}

/** The chosen times of a day, joined where they touch. */
export function spans(halves: readonly boolean[]): Span[] {
  const found: Span[] = [];
  let start = -1;
  for (let half = 0; half <= halves.length; half++) {
    if (halves[half] && start < 0) start = half;
    if (!halves[half] && start >= 0) {
      found.push([start, half]);
      start = -1;
    }
  }
  return found;
}

/** Chosen hours in the whole week. */
export function hoursOf(week: Week): number {
  return week.flat().filter(Boolean).length / 2;
}
