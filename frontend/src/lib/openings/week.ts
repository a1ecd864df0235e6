import type { components } from '#lib/base/schema.d.ts';
import type { Language } from '#lib/i18n/language.ts';
import { dayKey, inHongKong, shortDate } from '#lib/i18n/time.ts';

export type WeekSlot = components['schemas']['CalendarSlot'];

/** The day some days after another; a day as `2026-11-23`. */
export function later(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The seven days of the week in which a day lies, from Monday; of the present week for what is no day. */
export function weekOf(day: string | null, now = new Date()): string[] {
  const asked = day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : dayKey(now);
  const monday = later(asked, -inHongKong(asked).weekday);
  return Array.from({ length: 7 }, (_, i) => later(monday, i));
}

/** `11月23日至29日` · `23 to 29 Nov`: a week in words. */
export function weekWords(language: Language, days: readonly string[], to: (a: string, b: string) => string) {
  const [first = '', last = ''] = [days[0], days[days.length - 1]];
  const [a, b] = [inHongKong(first), inHongKong(last)];
  if (a.month !== b.month) return to(shortDate(language, first), shortDate(language, last));
  return language === 'en'
    ? to(String(a.day), shortDate(language, last))
    : to(shortDate(language, first), `${b.day}日`);
}

/** Where a slot stands in its day: the hours it takes, and its place among those that overlap. */
export interface Block {
  slot: WeekSlot;
  from: number;
  to: number;
  /** Its place from the left, of how many. */
  lane: number;
  lanes: number;
}

/** Half an hour at least, so that words fit in. */
const shortest = 0.75;

/** The hours of a slot on the day on which it begins; what goes over midnight ends there. */
function hoursOf(slot: WeekSlot): [from: number, to: number] {
  const start = inHongKong(slot.startsAt);
  const from = start.hour + start.minute / 60;
  const to = from + (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 3_600_000;
  return [from, Math.min(24, Math.max(to, from + shortest))];
}

/** The slots of one day as blocks; those that overlap, one with another, share the width. */
export function blocksOf(slots: readonly WeekSlot[]): Block[] {
  const blocks: Block[] = [];
  /** Those that hang together, and when the last one of each lane ends. */
  let group: Block[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const block of group) block.lanes = ends.length;
    group = [];
    ends = [];
  };
  for (const slot of slots) {
    const [from, to] = hoursOf(slot);
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = to;
    const block = { slot, from, to, lane, lanes: 1 };
    group.push(block);
    blocks.push(block);
  }
  close();
  return blocks;
}

/** The whole hours that a week shows: a working day, or more where something begins earlier or ends later. */
export function hoursShown(blocks: readonly Block[]): [first: number, last: number] {
  const first = Math.min(9, ...blocks.map(({ from }) => Math.floor(from)));
  const last = Math.max(18, ...blocks.map(({ to }) => Math.ceil(to)));
  return [first, last];
}

/** The last day of which it takes some time. */
const lastDay = ({ endsAt }: Pick<WeekSlot, 'endsAt'>) => dayKey(new Date(Date.parse(endsAt) - 1));

/** Whether it goes on after midnight; what ends with the day does not. */
export const isOverMidnight = (slot: Pick<WeekSlot, 'startsAt' | 'endsAt'>) =>
  dayKey(slot.startsAt) !== lastDay(slot);

/** What began on the day before and goes on into this one. */
export const goingOn = (slots: readonly WeekSlot[], day: string) =>
  slots.filter((slot) => isOverMidnight(slot) && lastDay(slot) === day);

/** Whether it began before these days, and goes on into the first of them. */
export const isCarried = (slot: WeekSlot, [first = '']: readonly string[]) =>
  dayKey(slot.startsAt) < first && lastDay(slot) >= first;

/** Whether it takes some time of these days. */
export const touches = (slot: WeekSlot, days: readonly string[]) =>
  days.includes(dayKey(slot.startsAt)) || isCarried(slot, days);

/** How much of the week's width a day takes: more where times overlap, so that each keeps room for words. */
export const widthOf = (blocks: readonly Block[]) =>
  Math.max(1, 0.85 * Math.max(0, ...blocks.map(({ lanes }) => lanes)));

/** Whether every place is taken. */
export const isFull = ({ taken, capacity }: WeekSlot) => taken >= capacity;

/** Places that are still free of some slots. */
export const freeOf = (slots: readonly WeekSlot[]) =>
  slots.reduce((free, { taken, capacity }) => free + Math.max(0, capacity - taken), 0);

/** How many places they have in all. */
export const placesOf = (slots: readonly WeekSlot[]) =>
  slots.reduce((all, { capacity }) => all + capacity, 0);
