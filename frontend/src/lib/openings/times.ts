import { inHongKong } from '#lib/i18n/time.ts';

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

/** The time of day of an instant in Hong Kong, as a time field takes it: `14:30`. */
export function clockOf(instant: string): string {
  const { hour, minute } = inHongKong(instant);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
