import { expect, test } from 'vitest';
import type { Answers, Mine } from './mine.svelte.ts';
import {
  isAnswered,
  mayChange,
  onwards,
  openAfter,
  opensAt,
  pageOf,
  questionAt,
  questionOf,
  questions,
  standOf,
  titleOf,
} from './questions.ts';

const mine = (answers: Answers, ...done: string[]) =>
  ({ state: 'draft', answers, sections: done.map((code) => ({ code, done: true })) }) as unknown as Mine;

test('a part opens at its first question without an answer', () => {
  expect(opensAt(mine({}), 'about')).toBe(pageOf('gender'));
  expect(opensAt(mine({ gender: 'F', birthMonth: '1985-04' }), 'about')).toBe(pageOf('home'));
  expect(opensAt(mine({ languages: [] }, 'languages'), 'languages')).toBe(pageOf('languages'));
});

test('a part is done when the server says so, and begun with its first answer', () => {
  expect(standOf(mine({}), 'interests')).toBe('notStarted');
  expect(standOf(mine({ strengths: 'patience' }), 'interests')).toBe('started');
  expect(standOf(mine({ strengths: 'patience' }, 'interests'), 'interests')).toBe('done');
});

test('no theme at all is an answer; who is not under supervision says since when', () => {
  const question = (slug: string) => questionOf(slug)!;
  expect(isAnswered({ themes: [], themesShared: false }, question('themes'))).toBe(true);
  expect(isAnswered({ underSupervision: 'yes' }, question('supervision'))).toBe(true);
  expect(isAnswered({ underSupervision: 'no' }, question('supervision'))).toBe(false);
  expect(isAnswered({ underSupervision: 'no', neverSupervised: true }, question('supervision'))).toBe(true);
  expect(isAnswered({ strengths: '' }, question('strengths'))).toBe(false);
});

test('saving leads to the next question without an answer, past the end to the first, then to all answers', () => {
  const question = (slug: string) => questionOf(slug)!;
  expect(openAfter({})?.slug).toBe('gender');
  expect(openAfter({ birthMonth: '1985-04' }, question('gender'))?.slug).toBe('home');
  expect(openAfter({ languages: [] }, question('motivation'))?.slug).toBe('languages');
  expect(onwards(mine({ motivation: 'to give back' }), question('motivation'))).toBe(pageOf('languages'));
  expect(onwards(mine({}), question('consent'))).toBe(pageOf('gender'));
  const all = {
    ...mine({}),
    complete: true,
    answers: {
      ...{ gender: 'F', birthMonth: '1985-04', district: 'st', centre: 'MFRC-MK', motivation: 'yes' },
      ...{
        languages: [{}],
        availability: `1${'0'.repeat(83)}`,
        capacityWish: 1,
        modes: ['video'],
        strengths: 'x',
      },
      ...{
        interests: ['football'],
        themes: [],
        themesShared: false,
        sensitive: {},
        offers: {},
        stageComfort: {},
      },
      ...{ underSupervision: 'yes', supervisionEndedMonth: null, heldAt: [], matchConsent: false },
    },
  } as unknown as Mine;
  expect(onwards(all, question('consent'))).toBe('/my/mentor/check');
  expect(onwards({ ...all, state: 'applied' }, question('consent'))).toBe('/my/mentor');
});

test('a title names its question, except where a history would tell too much', () => {
  const numbered = (number: number, of: number) => `${number}/${of}`;
  expect(titleOf(questionOf('languages')!, 'Languages', numbered)).toBe('Languages');
  const discreet = questions.filter((question) => 'discreet' in question).map(({ slug }) => slug);
  expect(discreet).toEqual(['themes', 'belief-health', 'supervision', 'held-at']);
  expect(titleOf(questionOf('supervision')!, 'Supervision', numbered)).toBe('15/17');
});

test('a question is open while one of its answers is', () => {
  const open = (slug: string, ...settled: string[]) => mayChange({ settled }, questionOf(slug)!);
  expect(open('gender')).toBe(true);
  expect(open('gender', 'gender', 'centre')).toBe(false);
  expect(open('home', 'gender', 'centre')).toBe(true);
  // What is still owed can be said.
  expect(open('supervision', 'underSupervision')).toBe(true);
  expect(open('supervision', 'underSupervision', 'supervisionEndedMonth', 'neverSupervised')).toBe(false);
});

test('the address of a question tells nothing of it, and leads back to it', () => {
  for (const question of questions) {
    expect(pageOf(question.slug)).toMatch(/^\/my\/mentor\/\d+$/);
    expect(questionAt(pageOf(question.slug).slice('/my/mentor/'.length))).toBe(question);
  }
  expect(questionAt('supervision')).toBeUndefined();
  expect(questionAt('18')).toBeUndefined();
});
