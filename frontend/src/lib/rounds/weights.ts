import type { components } from '#lib/base/schema.d.ts';
import { numberIn } from '#lib/base/numbers.ts';

export type CentreWeights = components['schemas']['WeightsView'];
export type Trial = components['schemas']['TrialView'];
export type Numbers = CentreWeights['weights'];
export type Factor = keyof Numbers;

/** What all ten add up to. */
export const whole = 1000;

/** The factors, those first that count most where nobody has changed anything. */
export const factors: readonly Factor[] = [
  'themes',
  'needs',
  'interests',
  'availability',
  'language',
  'travel',
  'continuity',
  'age',
  'stage',
  'cp_expertise',
];

export type Written = Record<Factor, string>;

/** Numbers as they stand in their fields. */
export function written(numbers: Numbers): Written {
  return Object.fromEntries(factors.map((factor) => [factor, String(numbers[factor])])) as Written;
}

/** The number in a field; nothing where none stands that can be sent. */
export const read = (text: string) => numberIn(text, { min: 0, max: 999_999 });

/** What stands in the fields, added up; what is no number counts nothing. */
export function sumOf(fields: Written): number {
  return factors.reduce((sum, factor) => sum + (read(fields[factor]) ?? 0), 0);
}

/** What stands in the fields as parts of a whole; what is no number, or below zero, takes nothing of it. */
export function sharesOf(fields: Written): { factor: Factor; value: number }[] {
  return factors.map((factor) => ({ factor, value: Math.max(0, read(fields[factor]) ?? 0) }));
}

/** The ten numbers; nothing while one is missing. */
export function numbersOf(fields: Written): Numbers | undefined {
  const entries = factors.map((factor) => [factor, read(fields[factor])] as const);
  if (entries.some(([, number]) => number === undefined)) return undefined;
  return Object.fromEntries(entries) as Numbers;
}
