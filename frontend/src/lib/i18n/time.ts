import type { Language } from './language.ts';

/** Hong Kong is eight hours ahead of UTC and has had no summer time since 1979; in milliseconds. */
const AHEAD = 28_800_000;
export const HARD = '\u00a0';
/** Keeps what stands at its sides on one line. */
const JOINED = '\u2060';

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

export const weekdaysFull = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const weekdays = weekdaysFull.map((day) => day.slice(0, 3));
export const monthsFull = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const months = monthsFull.map((month) => month.slice(0, 3));
export const characters = '一二三四五六日';

/**
 * The clock and calendar of Hong Kong at an instant from the server (`2026-11-23T08:00:00Z`); a bare day (`2026-11-23`)
 * counts as its noon, so that no zone moves it. Reckoned here, because `Intl` takes a hundred times as long, and a list
 * asks for each of its rows several times.
 */
export function inHongKong(when: string | Date): Parts {
  const instant =
    typeof when === 'string' && when.length === 10 ? new Date(`${when}T12:00:00+08:00`) : new Date(when);
  const there = new Date(instant.getTime() + AHEAD);
  return {
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    day: there.getUTCDate(),
    weekday: (there.getUTCDay() + 6) % 7,
    hour: there.getUTCHours(),
    minute: there.getUTCMinutes(),
  };
}

/** The calendar day in Hong Kong as `2026-11-28`; what lists group by. */
export function dayKey(when: string | Date): string {
  const p = inHongKong(when);
  return `${p.year}-${two(p.month)}-${two(p.day)}`;
}

/** `11月28日（六）` · `Sat 28 Nov`; with the year when it is not this one. */
export function date(language: Language, when: string | Date): string {
  const p = inHongKong(when);
  const withYear = p.year !== inHongKong(new Date()).year;
  if (language === 'en') {
    return `${weekdays[p.weekday]} ${p.day} ${months[p.month - 1]}${withYear ? ` ${p.year}` : ''}`;
  }
  return `${withYear ? `${p.year}年` : ''}${p.month}月${p.day}日（${characters[p.weekday]}）`;
}

/** `2027年3月31日` · `31 March 2027`, for dates that last. */
export function longDate(language: Language, when: string | Date): string {
  const p = inHongKong(when);
  return language === 'en'
    ? `${p.day} ${monthsFull[p.month - 1]} ${p.year}`
    : `${p.year}年${p.month}月${p.day}日`;
}

/** `11月28日` · `28 Nov`, where the weekday stands elsewhere. */
export function shortDate(language: Language, when: string | Date): string {
  const p = inHongKong(when);
  return language === 'en' ? `${p.day} ${months[p.month - 1]}` : `${p.month}月${p.day}日`;
}

/** The part of the day before a Chinese time, or `am`/`pm`; 正午 is twelve o'clock itself. */
export function partOfDay(language: Language, hour: number, minute = 0): string {
  if (language === 'en') return hour < 12 ? 'am' : 'pm';
  if (hour < 6) return '凌晨';
  if (hour < 12) return '上午';
  if (hour === 12 && minute === 0) return '正午';
  return hour < 18 ? '下午' : '晚上';
}

/** `下午2:30` · `2:30 pm` (hard space). */
export function time(language: Language, when: string | Date): string {
  const { hour, minute } = inHongKong(when);
  return joined(clock(language, hour, minute));
}

/** The bare figures `2:30`, without the part of the day. */
export function figures(hour: number, minute: number): string {
  return `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}`;
}

/** `下午2:30至5:00` · `2:30 to 5:00 pm`; the part of the day is said once when both ends share it. What goes on after
 * midnight says so: `晚上10:00至翌日凌晨2:00` · `10:00 pm to 2:00 am the next day`. */
export function timeRange(language: Language, from: string | Date, to: string | Date): string {
  const [a, b] = [inHongKong(from), inHongKong(to)];
  return range(language, a.hour, a.minute, b.hour + (a.day === b.day ? 0 : 24), b.minute);
}

/** `11月28日（六）下午2:30至5:00` · `Sat 28 Nov, 2:30 to 5:00 pm`. */
export function dateAndRange(language: Language, from: string | Date, to: string | Date): string {
  return `${date(language, from)}${language === 'en' ? ', ' : ''}${timeRange(language, from, to)}`;
}

/** `11月27日下午2:30` · `27 Nov, 2:30 pm`. */
export function dateAndTime(language: Language, when: string | Date): string {
  return `${shortDate(language, when)}${language === 'en' ? ', ' : ''}${time(language, when)}`;
}

/** A time of day in words: of the day before where it is past 24 o'clock, which is midnight at its end. */
export function clock(language: Language, hour: number, minute: number): string {
  if (hour === 24 && minute === 0) return language === 'en' ? 'midnight' : '午夜';
  const part = partOfDay(language, hour % 24, minute);
  const next = hour >= 24;
  if (language === 'en') return `${figures(hour, minute)}${HARD}${part}${next ? ' the next day' : ''}`;
  return `${next ? (language === 'zh-Hans' ? '次日' : '翌日') : ''}${part}${figures(hour, minute)}`;
}

/** Two times of a day in words. */
export function range(language: Language, h1: number, m1: number, h2: number, m2: number): string {
  const same = h2 < 24 && partOfDay(language, h1, m1) === partOfDay(language, h2, m2);
  if (language === 'en') {
    return `${same ? figures(h1, m1) : clock(language, h1, m1)} to ${clock(language, h2, m2)}`;
  }
  return `${joined(clock(language, h1, m1))}至${same ? figures(h2, m2) : joined(clock(language, h2, m2))}`;
}

/** A Chinese part of the day that never breaks, nor parts from its figures. */
export function joined(clock: string): string {
  return clock.replace(/\p{Script=Han}(?=.)/gu, `$&${JOINED}`);
}

const two = (value: number) => String(value).padStart(2, '0');
