/** How many days a list of slots shows at a time. */
export const WINDOW = 7;

/** The day so many days later, or earlier: days as `2026-11-23`. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The seven days from this one on. */
export function weekFrom(start: string): string[] {
  return Array.from({ length: WINDOW }, (_, later) => addDays(start, later));
}
