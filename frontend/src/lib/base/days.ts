/** So many days from a day (`2026-11-23`), back when negative. */
export function daysFrom(day: string, count: number): string {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return keyOf(date);
}

/** So many months from a day; where that month is shorter, its last day. */
export function monthsFrom(day: string, count: number): string {
  const date = new Date(`${day}T00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + count);
  if (date.getUTCDate() !== wanted) date.setUTCDate(0);
  return keyOf(date);
}

const keyOf = (date: Date) => date.toISOString().slice(0, 10);
