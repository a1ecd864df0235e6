import { beforeAll, expect, test, vi } from 'vitest';
import type { Code } from '#lib/i18n/codes.ts';
import { chooseLanguage, loadWords } from '#lib/i18n/index.svelte.ts';
import { Problem, wordProblem, wordReason } from './problem.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { cookie: '', documentElement: { lang: '' } });
  await chooseLanguage('en');
  await loadWords('slots');
});

test('every reason is worded, in order', () => {
  const problem = new Problem(409, {
    code: 'not_bookable',
    reasons: [
      { code: 'min_age', params: { age: 18 } },
      { code: 'full', params: {} },
    ],
  });
  expect(problem.words().map(({ what }) => what)).toEqual([
    'You must be at least 18 on the day',
    'All places are taken',
  ]);
});

test('a code nobody has worded sends people to staff instead of showing the code', () => {
  const unknown = (code: string) => wordReason({ code: code as Code });
  expect(unknown('brand_new').then).toBe('Ask staff; they can see it.');
  expect(unknown('toString').then).toBe('Ask staff; they can see it.');
});

test('a fault finds its field', () => {
  const problem = new Problem(422, {
    code: 'invalid',
    errors: [{ field: 'password', code: 'password_too_short', params: { min: 15 } }],
  });
  expect(problem.faultOf('password')).toBe('Use at least 15 characters; a Chinese one counts as two');
  expect(problem.faultOf('email')).toBeUndefined();
});

test('a fault of an answer, or of one entry of a list, finds the field where it was written', () => {
  const problem = new Problem(422, {
    code: 'invalid',
    errors: [
      { field: 'answers.motivation', code: 'hkid_not_allowed' },
      { field: 'statedExclusions[0]', code: 'too_long', params: { max: 12 } },
    ],
  });
  expect(problem.faultOf('motivation')).toBe('Leave out identity card numbers');
  expect(problem.faultOf('statedExclusions')).toBe(problem.faultOf('statedExclusions[0]'));
  expect(problem.faultOf('statedExclusions')).toBeDefined();
});

test('an answer without a body is worded by its status', () => {
  expect(wordProblem(new Problem(503)).what).toBe('We are busy at the moment');
  expect(wordProblem(Problem.unanswered(false)).what).toBe('No network');
  expect(wordProblem(Problem.unanswered(true)).what).toBe('Not reachable at the moment');
  expect(wordProblem(new Problem(418, 'teapot')).what).toBe('Something went wrong on our side');
});

test('the language of the words follows the switch', async () => {
  await chooseLanguage('zh-Hant');
  expect(wordReason({ code: 'full' }).what).toBe('名額已滿');
  await chooseLanguage('en');
});

test('who tries too often is told how long to wait', () => {
  expect(new Problem(429, {}, 20).words()[0]?.then).toBe('Wait a minute and try again.');
  expect(new Problem(429, { code: 'too_many' }, 840).words()[0]?.then).toBe('Wait 14 minutes and try again.');
});

test('code that could not be fetched is silence, as every browser words it, and not a fault of the page', () => {
  vi.stubGlobal('navigator', { onLine: false });
  const thrown = [
    'Failed to fetch dynamically imported module: http://localhost/_app/immutable/nodes/27.js',
    'error loading dynamically imported module: http://localhost/_app/immutable/nodes/27.js',
    'Importing a module script failed.',
    'Unable to preload CSS for /_app/immutable/assets/27.css',
  ];
  for (const words of thrown) expect(Problem.from(new TypeError(words)).status).toBe(0);
  expect(Problem.from(new TypeError('it is undefined')).status).toBe(500);
});
