import { language, messages } from '#lib/i18n/index.svelte.ts';
import { halfHourRange, weekdayName } from '#lib/i18n/calendar.ts';
import { HARD } from '#lib/i18n/time.ts';
import { named, type Places } from '#lib/shell/places.ts';
import { fromMask, hoursOf, spans } from '#lib/ui/week-mask.ts';

type Codes = 'languages' | 'themes' | 'districts' | 'institutions' | 'centres';

/** Several things in one line, as the language joins them. */
export function joined(words: readonly string[]): string {
  return words.join(messages('staff').staff.separator);
}

/** The name of a coded place, language or theme. */
export function nameIn(places: Places, list: Codes, code: string): string {
  return named(places[list], code);
}

/** The name of an interest, which stands in a group. */
export function interestName(places: Places, code: string): string {
  const items = places.interestGroups.flatMap((group) => group.items);
  return named(items, code);
}

/** The times of a week in words, one line for each stretch: `三 晚上7:00至8:30`. */
export function weekLines(mask: string | null | undefined): string[] {
  return fromMask(mask).flatMap((halves, day) =>
    spans(halves).map(
      ([from, to]) => `${weekdayName(language(), day)}${HARD}${halfHourRange(language(), from, to)}`,
    ),
  );
}

/** Hours of a week, without a trailing zero. */
export function weekHours(mask: string | null | undefined): string {
  return String(hoursOf(fromMask(mask)));
}
