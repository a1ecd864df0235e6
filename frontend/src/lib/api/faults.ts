// What a page finds wrong itself before it sends, in the words of the server's own faults. What is empty is not judged
// here: `Submission.check` refuses it where it may not be.
import { lengthOf, most } from '#lib/base/lengths.ts';
import { numberIn } from '#lib/base/numbers.ts';
import { wordFault } from './problem.ts';
import type { Faults } from './submission.svelte.ts';

type Text = keyof typeof most;

/** Texts that are longer than the server takes them, by the names of their fields. */
export function tooLong(texts: Readonly<Partial<Record<Text | `${Text}.${string}`, string>>>): Faults {
  return Object.fromEntries(
    Object.entries(texts).map(([field, text = '']) => {
      const max = most[field.split('.')[0] as Text];
      return [field, lengthOf(text) > max ? wordFault({ code: 'too_long', params: { max } }) : undefined];
    }),
  );
}

/** What was typed for a number and is none between these, or none in these steps. */
export function outside(
  typed: string,
  range: { min: number; max: number; step?: number },
): string | undefined {
  if (typed.trim() === '' || numberIn(typed, range) !== undefined) return undefined;
  return wordFault({ code: 'out_of_range', params: range });
}

/**
 * Days, times and months that are begun and not whole, or none at all (the 31st of February): their fields are empty for
 * the browser, so nothing of them would be sent. And days outside their bounds, which a calendar alone keeps to.
 */
export function days(
  fields: Readonly<Record<string, { day?: string; min?: string; max?: string } | undefined>>,
): Faults {
  return Object.fromEntries(
    Object.entries(fields).map(([field, { day, min, max } = {}]) => {
      if (isUnfinished(field)) return [field, wordFault({ code: 'not_a_date' })];
      const fits = !day || ((min ?? day) <= day && day <= (max ?? day));
      return [field, fits ? undefined : wordFault({ code: 'out_of_range', params: { min, max } })];
    }),
  );
}

function isUnfinished(field: string): boolean {
  const control = document.getElementById(field);
  if (control instanceof HTMLInputElement) return control.validity.badInput;
  const parts = [...(control?.querySelectorAll('select') ?? [])].map(({ value }) => value !== '');
  return new Set(parts).size > 1;
}
