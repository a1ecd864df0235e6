import { wordFault } from '#lib/api/problem.ts';
import type { Faults } from '#lib/api/submission.svelte.ts';
import { dayKey, inHongKong } from '#lib/i18n/time.ts';

/** The instant of a day and a time of day in Hong Kong, as the API takes it; nothing while either is missing. */
export function instantOf(day: string, time: string): string | undefined {
  const instant = new Date(`${day}T${time}:00+08:00`);
  return Number.isNaN(instant.getTime()) ? undefined : plain(instant);
}

/** A shift that begins on a day, as the API takes it; nothing while something of it is missing. An end before its start
 * is on the next day, and 00:00 is midnight. */
export function shiftOf(
  day: string,
  from: string,
  to: string,
): { startsAt: string; endsAt: string } | undefined {
  const [startsAt, sameDay] = [instantOf(day, from), instantOf(day, to)];
  if (!startsAt || !sameDay) return undefined;
  return { startsAt, endsAt: sameDay < startsAt ? atNextDay(sameDay) : sameDay };
}

const atNextDay = (instant: string) => plain(new Date(new Date(instant).getTime() + 86_400_000));

const plain = (instant: Date) => instant.toISOString().replace('.000Z', 'Z');

/** The longest shift in hours, and how far ahead one may be in days (`src/service/slots/rules.rs`). */
const longest = 12;
const ahead = 366;
const hour = 3_600_000;

/** What is wrong with a shift as far as it is written, by the names of its fields. */
export function shiftFaults(day: string, from: string, to: string, now = new Date()): Faults {
  // How long it lasts does not hang on its day.
  const shift = shiftOf(day || dayKey(now), from, to);
  const start = new Date(`${day}T${from || '23:59'}:00+08:00`).getTime() - now.getTime();
  const faults: Record<string, string> = {};
  if (start <= 0) faults.startsAt = wordFault({ code: 'in_the_past' });
  if (start > ahead * 24 * hour)
    faults.startsAt = wordFault({ code: 'too_far_ahead', params: { days: ahead } });
  const lasts = shift && new Date(shift.endsAt).getTime() - new Date(shift.startsAt).getTime();
  if (lasts === 0) faults.endsAt = wordFault({ code: 'end_before_start' });
  if (lasts && lasts > longest * hour)
    faults.endsAt = wordFault({ code: 'shift_too_long', params: { hours: longest } });
  return faults;
}

/** The time of day of an instant in Hong Kong, as a time field takes it: `14:30`. */
export function clockOf(instant: string): string {
  const { hour, minute } = inHongKong(instant);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
