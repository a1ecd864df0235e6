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
  { slug: 'themes', section: 'themes', answers: ['themes', 'themesShared'], discreet: true },
  { slug: 'belief-health', section: 'themes', answers: ['sensitive'], discreet: true },
  { slug: 'offers', section: 'offers', answers: ['offers'] },
  { slug: 'comfort', section: 'comfort', answers: ['stageComfort'] },
  {
    slug: 'supervision',
    section: 'supervision',
    answers: ['underSupervision', 'supervisionEndedMonth', 'neverSupervised'],
    discreet: true,
  },
  { slug: 'held-at', section: 'supervision', answers: ['heldAt'], discreet: true },
  { slug: 'consent', section: 'consent', answers: ['matchConsent'] },
] as const satisfies readonly {
  slug: string;
  section: Section;
  answers: readonly (keyof Answers)[];
  /** A history must not tell that this was asked: its title is its number. */
  discreet?: true;
}[];

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
  if (question.slug === 'availability') return /[1-9a-f]/.test(answers.availability ?? '');
  const some = question.slug === 'languages' || question.slug === 'interests' || question.slug === 'modes';
  return question.answers.every((name) => {
    const answer = answers[name];
    return (
      answer !== undefined &&
      answer !== null &&
      answer !== '' &&
      !(some && (answer as unknown[]).length === 0)
    );
  });
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

/** Where an application goes on: at the first question without an answer after this one, else at the first of all. */
export function openAfter(answers: Answers, question?: Question): Question | undefined {
  const open = questions.filter((one) => one.slug !== question?.slug && !isAnswered(answers, one));
  const from = question ? questions.indexOf(question) : -1;
  return open.find((one) => questions.indexOf(one) > from) ?? open[0];
}

/** The page after a question was saved: the next one that wants an answer, then all answers to check. */
export function onwards(mine: Mine, question: Question): string {
  if (mine.state !== 'draft') return '/my/mentor';
  const open = openAfter(mine.answers, question);
  if (open) return pageOf(open.slug);
  return mine.complete ? '/my/mentor/check' : '/my/mentor';
}

/** What the document is called while a question is asked. */
export function titleOf(
  question: Question,
  label: string,
  count: (number: number, of: number) => string,
): string {
  return 'discreet' in question ? count(questions.indexOf(question) + 1, questions.length) : label;
}
