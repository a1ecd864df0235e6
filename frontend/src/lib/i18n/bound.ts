import type { Language } from './language.ts';
import type { Params } from './params.ts';
import { longDate } from './time.ts';

/**
 * The range in which a day, a month or a number has to be. `say` has the words for both bounds, for the lower one alone, for
 * the upper one alone, and for when the server tells none.
 */
export function range(
  language: Language,
  { min, max }: Params,
  say: readonly [both: string, from: string, upTo: string, unknown: string],
): string {
  // Of a month its first day is reckoned, and not said.
  const bound = (value: unknown) =>
    typeof value === 'string'
      ? longDate(language, value).replace(value.length === 7 ? /^1 |1日$/ : '', '')
      : `${value as number}`;
  const open = (min == null ? 2 : 0) + (max == null ? 1 : 0);
  return (say[open] ?? '').replace('MIN', bound(min)).replace('MAX', bound(max));
}
