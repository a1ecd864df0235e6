import type { Messages } from '#lib/i18n/index.svelte.ts';
import type { Language } from '#lib/i18n/language.ts';
import { textFor } from '#lib/i18n/says.ts';
import { date, dayKey, time } from '#lib/i18n/time.ts';
import type { TodayItem, TodayRow } from '#lib/shell/waits.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Whole days of the calendar from one moment or day to another. */
export function daysBetween(from: string, to: string): number {
  const noon = (when: string) => Date.parse(`${dayKey(when)}T12:00:00+08:00`);
  return Math.round((noon(to) - noon(from)) / DAY);
}

/** By when a row is due: what stands large, and what explains it below. */
export function deadline(
  language: Language,
  { today }: Messages<'staff'>,
  row: TodayRow,
  now: Date,
): { head: string; below?: string } {
  const item = row.items[0];
  const due = item?.dueAt ?? item?.dueOn;
  if (!due) return { head: item?.since ? today.waited(sinceDays(item.since, now)) : today.noDate };
  const day = date(language, due);
  if (row.soon === 'overdue') return { head: today.ago(daysBetween(due, now.toISOString())), below: day };
  if (!item?.dueAt) return { head: row.soon === 'today' ? today.soon.today : day };
  const at = time(language, item.dueAt);
  if (row.soon !== 'today') return { head: day, below: today.before(at) };
  const minutes = Math.max(0, Math.floor((Date.parse(item.dueAt) - now.getTime()) / 60_000));
  return { head: at, below: today.left(today.hours(Math.floor(minutes / 60), minutes % 60)) };
}

function sinceDays(since: string, now: Date): number {
  return Math.max(0, daysBetween(since, now.toISOString()));
}

/** Words, or a moment that stays whole among them, with the sign that closes it. */
export type Piece = string | { at: string; sign: string };
type Part = string | { at: string };

/** What is told of one thing, part by part; empty where its kind says it all. */
function about(language: Language, { pairings, today }: Messages<'staff'>, item: TodayItem): Part[] {
  const { name, alias, title, startsAt, taken, capacity } = item;
  const parts = [
    name && alias ? pairings.names(name, alias) : (name ?? alias),
    title ? textFor(language, title).text : undefined,
    startsAt ? { at: startsAt } : undefined,
    typeof taken === 'number' && typeof capacity === 'number' ? today.places(taken, capacity) : undefined,
  ];
  return parts.flatMap((part) => part || []);
}

/** Who and what a row is about: the first few, and how many more. */
export function summary(language: Language, words: Messages<'staff'>, row: TodayRow): Piece[] {
  const told = row.items.map((item) => about(language, words, item)).filter((parts) => parts.length > 0);
  if (told.length === 0) return [];
  const rest = row.count - told.length;
  // What has several parts itself is held apart by more than a comma.
  const long = told.some((parts) => parts.length > 1);
  const things = rest > 0 ? [...told, [words.today.more(rest)]] : told;
  const between = long ? words.today.apart : words.staff.separator;
  return things.flatMap((parts, thing) =>
    parts.flatMap((part, at) => {
      const last = at === parts.length - 1;
      const then = !last ? words.staff.between : thing < things.length - 1 ? between : '';
      if (typeof part === 'string') return [part + then];
      const sign = then.trimEnd();
      return [{ at: part.at, sign }, then.slice(sign.length)];
    }),
  );
}
