import type { Answers, Mine, Section } from './mine.svelte.ts';

/** The questions in the order in which they are asked; each has a page of its own. */
export const questions = [
  { slug: 'gender', section: 'about', answers: ['gender'] },
  { slug: 'birth-month', section: 'about', answers: ['birthMonth'] },
  { slug: 'home', section: 'about', answers: ['district', 'centre'] },
  { slug: 'motivation', section: 'about', answers: ['motivation'] },
  { slug: 'languages', section: 'languages', answers: ['languages'] },
  { slug: 'availability', section: 'availability', answers: ['availability'] },
  { slug: 'capacity', section: 'availability', answers: ['capacityWish'] },
  { slug: 'modes', section: 'modes', answers: ['modes'] },
  { slug: 'strengths', section: 'interests', answers: ['strengths'] },
  { slug: 'interests', section: 'interests', answers: ['interests'] },
  { slug: 'themes', section: 'themes', answers: ['themes', 'themesShared'] },
  { slug: 'belief-health', section: 'themes', answers: ['sensitive'] },
  { slug: 'offers', section: 'offers', answers: ['offers'] },
  { slug: 'comfort', section: 'comfort', answers: ['stageComfort'] },
  {
    slug: 'supervision',
    section: 'supervision',
    answers: ['underSupervision', 'supervisionEndedMonth', 'neverSupervised'],
  },
  { slug: 'held-at', section: 'supervision', answers: ['heldAt'] },
  { slug: 'consent', section: 'consent', answers: ['matchConsent'] },
] as const satisfies readonly { slug: string; section: Section; answers: readonly (keyof Answers)[] }[];

export type Question = (typeof questions)[number];
export type Slug = Question['slug'];

/** The parts of the task list and of the answers to check. */
export const groups = {
  you: ['about', 'languages', 'availability', 'modes'],
  bring: ['interests', 'themes', 'offers', 'comfort'],
  last: ['supervision', 'consent'],
} as const satisfies Record<string, readonly Section[]>;

/** The question of a slug. */
export function questionOf(slug: string): Question | undefined {
  return questions.find((question) => question.slug === slug);
}

/** The page of a question: a number, because an address stays in the history and must not tell what was asked. */
export function pageOf(slug: Slug): string {
  return `/my/mentor/${questions.findIndex((question) => question.slug === slug) + 1}`;
}

/** The question of a page's number. */
export function questionAt(number: string): Question | undefined {
  return questions[Number(number) - 1];
}

/** The questions of a part. */
export function questionsOf(section: Section): Question[] {
  return questions.filter((question) => question.section === section);
}

/** Whether staff still wait to be told since when the person is free of sentence and supervision. */
export function owesEnd({ supervisionEndedMonth, neverSupervised, heldAt }: Answers): boolean {
  return !supervisionEndedMonth && !neverSupervised && !heldAt?.length;
}

/** What was said of the end. */
export function endOf({ supervisionEndedMonth, neverSupervised }: Answers): Answers {
  return { supervisionEndedMonth, neverSupervised };
}

/** Whether the person may change anything of this question as things stand. */
export function mayChange({ settled }: Pick<Mine, 'settled'>, { answers }: Question): boolean {
  return answers.some((answer) => !settled.includes(answer));
}

/** Whether a question has its answer. */
export function isAnswered(answers: Answers, question: Question): boolean {
  if (question.slug === 'supervision') {
    return !!answers.underSupervision && (answers.underSupervision !== 'no' || !owesEnd(answers));
  }
  return question.answers.every(
    (name) => answers[name] !== undefined && answers[name] !== null && answers[name] !== '',
  );
}

/** How a part stands in the task list. */
export function standOf(mine: Mine, section: Section): 'done' | 'started' | 'notStarted' {
  if (mine.sections.some(({ code, done }) => code === section && done)) return 'done';
  return questionsOf(section).some((question) => isAnswered(mine.answers, question))
    ? 'started'
    : 'notStarted';
}

/** Where a part is opened: at its first question without an answer. */
export function opensAt(mine: Mine, section: Section): string {
  const own = questionsOf(section);
  const open = own.find((question) => !isAnswered(mine.answers, question)) ?? own[0];
  return open ? pageOf(open.slug) : '/my/mentor';
}

/** The question after this one in the same part. */
export function nextIn({ slug, section }: Question): Question | undefined {
  const own = questionsOf(section);
  return own[own.findIndex((question) => question.slug === slug) + 1];
}
