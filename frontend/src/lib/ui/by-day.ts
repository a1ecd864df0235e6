import type { Language } from '#lib/i18n/language.ts';
import { clock, dayKey, inHongKong, joined } from '#lib/i18n/time.ts';

/** Things grouped by the Hong Kong calendar day of their start, days and things in the order in which they come. */
export function byDay<T>(things: readonly T[], startOf: (thing: T) => string): [day: string, things: T[]][] {
  const days = new Map<string, T[]>();
  for (const thing of things) {
    const day = dayKey(startOf(thing));
    const known = days.get(day);
    if (known) known.push(thing);
    else days.set(day, [thing]);
  }
  return [...days];
}

/** When something ends that goes on after midnight: `翌日凌晨2:00完結` · `Ends 2:00 am the next day`. */
export function endsNextDay(language: Language, from: string, to: string): string | undefined {
  const { hour, minute } = inHongKong(to);
  if (dayKey(from) === dayKey(to) || hour + minute === 0) return undefined;
  const end = joined(clock(language, hour + 24, minute));
  return language === 'en' ? `Ends ${end}` : `${end}${language === 'zh-Hans' ? '结束' : '完結'}`;
}
