import { expect, test } from 'vitest';
import { draftOf, factsOf } from './referral.ts';

test('what is empty in the form is empty on the server too', () => {
  const facts = factsOf({ ...draftOf(), alias: ' 阿河 ', institution: 'TFC' });
  expect(facts.alias).toBe('阿河');
  expect(facts).toMatchObject({
    birthYear: null,
    needs: null,
    free: null,
    homeDistrict: null,
    inOwnWords: '',
  });
});

test('a preferred language goes with the language', () => {
  const facts = factsOf({ ...draftOf(), languages: ['en'], preferredLanguage: 'yue' });
  expect(facts.preferredLanguage).toBeNull();
});

test('member codes may be typed in lines or with commas', () => {
  const draft = { ...draftOf(), statedExclusions: 'k7m-2qf\nABC-123、XYZ-789' };
  expect(factsOf(draft).statedExclusions).toEqual(['K7M-2QF', 'ABC-123', 'XYZ-789']);
});

test('needs are kept as far as they are said', () => {
  const needs = { belonging: 'much', skill: 'some', choice: 'not_now', meaning: 'some' };
  expect(factsOf({ ...draftOf(), needs }).needs).toEqual(needs);
  expect(factsOf({ ...draftOf(), needs: { ...needs, skill: '' } }).needs).toEqual({ ...needs, skill: null });
});
