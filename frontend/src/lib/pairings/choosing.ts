import type { components } from '#lib/base/schema.d.ts';
import { whole } from './pairing.ts';

export type Alternatives = components['schemas']['AlternativesView'];
export type Choice = components['schemas']['ChoiceView'];

interface EffectWords {
  unchanged: string;
  without: (alias: string, days: number) => string;
  moves: (alias: string, mentor: string) => string;
}

/** One line of what a choice does to somebody else; `lost` when that person would have no mentor. */
export interface EffectLine {
  words: string;
  lost: boolean;
}

/** What a choice does to others, one line each; one line too when nobody is affected. */
export function effectsOf({ effects }: Pick<Choice, 'effects'>, words: EffectWords): EffectLine[] {
  if (effects.length === 0) return [{ words: words.unchanged, lost: false }];
  return effects.map(({ alias, waitingDays, to }) =>
    to
      ? { words: words.moves(alias, to.preferredName), lost: false }
      : { words: words.without(alias, waitingDays), lost: true },
  );
}

/** The factors that make most of the difference, in points as staff read them, the largest first. */
export function factorsOf({ factors }: Pick<Choice, 'factors'>): Choice['factors'] {
  return factors
    .map(({ code, points }) => ({ code, points: whole(points) }))
    .filter(({ points }) => points !== 0)
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points))
    .slice(0, 3);
}

/** The difference in points as staff read points: none is told where there is nothing to compare. */
export function differenceOf({ difference }: Pick<Choice, 'difference'>): number | undefined {
  return typeof difference === 'number' ? whole(difference) : undefined;
}
