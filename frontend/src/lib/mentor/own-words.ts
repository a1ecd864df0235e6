import { wordReason, type Problem } from '#lib/api/problem.ts';
import { messages } from '#lib/i18n/index.svelte.ts';
import type { Wording } from '#lib/i18n/params.ts';

/** Why a mentor's own step is refused; several reasons are worded for staff and read differently to the person. */
export function ownWords(problem: Problem): Wording[] {
  const own: Readonly<Record<string, Wording>> = messages('mentor').mentorWay.refused;
  const known = own[problem.code];
  if (problem.reasons.length === 0) return known ? [known] : problem.words();
  return problem.reasons.map((reason) => own[reason.code] ?? wordReason(reason));
}
