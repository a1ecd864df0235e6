import { dayKey } from '#lib/i18n/time.ts';

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
