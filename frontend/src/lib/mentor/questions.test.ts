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
