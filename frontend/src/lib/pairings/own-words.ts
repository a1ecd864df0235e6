import { wordReason, type Problem } from '#lib/api/problem.ts';
import { messages } from '#lib/i18n/index.svelte.ts';
import type { Wording } from '#lib/i18n/params.ts';

/** Why a mentor's answer, pause or going on is refused, said to the mentor. */
export function ownWords(problem: Problem): Wording[] {
  const { refused, stale } = messages('ownPairings').ownPairings;
  if (problem.code === 'stale_version') return [stale];
  const own: Readonly<Record<string, Wording>> = refused;
  if (problem.reasons.length === 0) return problem.words();
  return problem.reasons.map((reason) => own[reason.code] ?? wordReason(reason));
}
