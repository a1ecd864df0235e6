import type { Language } from './language.ts';
import {
  HARD,
  characters,
  clock,
  longDate,
  monthsFull,
  range,
  time,
  weekdays,
  weekdaysFull,
} from './time.ts';

// Months, weekdays, half-hours and lengths: what the first pages never say, so that they do not load it.

/** `2027年5月` · `May 2027` from `2027-05`. */
export function month(language: Language, yearAndMonth: string): string {
  const [year, number] = yearAndMonth.split('-').map(Number);
  return language === 'en' ? `${monthsFull[(number ?? 1) - 1]} ${year}` : `${year}年${number}月`;
}

/** The name of a month, 1 to 12: `4月` · `April`. */
export function monthName(language: Language, number: number): string {
  return language === 'en' ? (monthsFull[number - 1] ?? '') : `${number}月`;
}

/** The name of a weekday, 0 = Monday: `六` · `Sat`, or in full `星期六` · `Saturday`. */
export function weekdayName(language: Language, day: number, { full = false } = {}): string {
  if (language === 'en') return (full ? weekdaysFull : weekdays)[day] ?? '';
  return `${full ? '星期' : ''}${characters[day] ?? ''}`;
}

/** `2026年11月27日下午2:30` · `27 November 2026, 2:30 pm`, for what happened once and is looked up much later. */
export function longDateAndTime(language: Language, when: string | Date): string {
  return `${longDate(language, when)}${language === 'en' ? ', ' : ''}${time(language, when)}`;
}

/** The time of day from its half-hour, 0 to 48: 29 is `下午2:30`. 48 is midnight at the end of the day. */
export function halfHour(language: Language, half: number): string {
  return clock(language, Math.floor(half / 2), (half % 2) * 30);
}

/** The same for two half-hours of one day. */
export function halfHourRange(language: Language, from: number, to: number): string {
  return range(language, Math.floor(from / 2), (from % 2) * 30, Math.floor(to / 2), (to % 2) * 30);
}

/** How long, in hours: `2.5小時` · `2½ h`. */
export function duration(language: Language, from: string | Date, to: string | Date): string {
  const hours = (new Date(to).getTime() - new Date(from).getTime()) / 3_600_000;
  const rounded = Math.round(hours * 100) / 100;
  if (language === 'en') return `${rounded % 1 === 0.5 ? `${Math.floor(rounded) || ''}½` : rounded}${HARD}h`;
  return `${rounded}${language === 'zh-Hans' ? '小时' : '小時'}`;
}
