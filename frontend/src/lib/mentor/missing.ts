import { toldOf } from '#lib/shell/apart.ts';
import { fromMask, hoursOf } from '#lib/ui/week-mask.ts';
import type { Answers } from './mine.svelte.ts';
import type { Slug } from './questions.ts';
import { focuses, gifts } from './words.ts';

/** The fields of a question that still want an answer, with what is in them; empty ones are refused before saving. */
export function wanted(slug: Slug, answers: Answers, sent = false): Record<string, unknown> {
  switch (slug) {
    case 'gender':
      return { gender: answers.gender };
    case 'birth-month':
      return { birthMonth: answers.birthMonth };
    case 'home':
      return { district: answers.district, centre: answers.centre };
    case 'motivation':
      return { motivation: answers.motivation };
    case 'strengths':
      return { strengths: answers.strengths };
    case 'languages':
      return {
        languages: answers.languages?.length || undefined,
        ...Object.fromEntries((answers.languages ?? []).map(({ code, level }) => [`level-${code}`, level])),
      };
    case 'interests':
      return { interests: answers.interests?.length || undefined };
    case 'modes':
      return { modes: answers.modes?.length || undefined };
    case 'availability':
      return { availability: hoursOf(fromMask(answers.availability)) || undefined };
    case 'capacity':
      return { capacityWish: answers.capacityWish || undefined };
    case 'themes':
      // None is an answer; whether to share is asked only about some.
      return answers.themes?.length ? { themesShared: chosen(answers.themesShared) } : {};
    case 'belief-health':
      // Nothing is an answer here too.
      return toldOf(answers.sensitive).length > 0
        ? { 'sensitive.shared': chosen(answers.sensitive?.shared) }
        : {};
    case 'offers':
      return Object.fromEntries(gifts.map((gift) => [`offers.${gift}`, answers.offers?.[gift]]));
    case 'comfort':
      return Object.fromEntries(
        focuses.map((focus) => [`stageComfort.${focus}`, answers.stageComfort?.[focus]]),
      );
    case 'supervision':
      return {
        ...(sent ? {} : { underSupervision: answers.underSupervision }),
        ...(sent || answers.underSupervision === 'no' ? wantedEnd(answers) : {}),
      };
    case 'held-at': {
      if (!answers.heldAt) return { heldAt: undefined };
      return Object.fromEntries(
        answers.heldAt.flatMap(({ institution, untilMonth }, i) => [
          [`heldAt[${i}].institution`, institution],
          [`heldAt[${i}].untilMonth`, untilMonth],
        ]),
      );
    }
    case 'consent':
      return { matchConsent: chosen(answers.matchConsent) };
  }
}

/** Whether there was an order before, and when the last one ended. */
function wantedEnd({ neverSupervised, supervisionEndedMonth }: Answers): Record<string, unknown> {
  if (neverSupervised === false) return { supervisionEndedMonth };
  return { neverSupervised: neverSupervised || supervisionEndedMonth };
}

/** A "no" is an answer. */
const chosen = (answer: boolean | null | undefined) => (typeof answer === 'boolean' ? 'chosen' : undefined);
