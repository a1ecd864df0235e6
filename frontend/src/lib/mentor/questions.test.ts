import { expect, test } from 'vitest';
import type { Answers, Mine } from './mine.svelte.ts';
import {
  isAnswered,
  mayChange,
  nextIn,
  opensAt,
  pageOf,
  questionAt,
  questionOf,
  questions,
  standOf,
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

test('every part is asked to its end', () => {
  expect(nextIn(questionOf('home')!)?.slug).toBe('motivation');
  expect(nextIn(questionOf('motivation')!)).toBeUndefined();
  expect(new Set(questions.map(({ slug }) => slug)).size).toBe(questions.length);
});

test('what staff have judged stays; what suits the person changes', () => {
  const at = (state: Mine['state'], answers: Answers = {}) => ({
    state,
    answers: answers as Mine['answers'],
  });
  expect(mayChange(at('applied'), 'gender')).toBe(false);
  expect(mayChange(at('active'), 'availability')).toBe(true);
  expect(mayChange(at('deferred'), 'motivation')).toBe(true);
  expect(mayChange(at('withdrawn'), 'languages')).toBe(false);
  // What is still owed can be said.
  expect(mayChange(at('screening'), 'supervision')).toBe(true);
  expect(mayChange(at('screening', { supervisionEndedMonth: '2024-01' }), 'supervision')).toBe(false);
});

test('the address of a question tells nothing of it, and leads back to it', () => {
  for (const question of questions) {
    expect(pageOf(question.slug)).toMatch(/^\/my\/mentor\/\d+$/);
    expect(questionAt(pageOf(question.slug).slice('/my/mentor/'.length))).toBe(question);
  }
  expect(questionAt('supervision')).toBeUndefined();
  expect(questionAt('17')).toBeUndefined();
});
