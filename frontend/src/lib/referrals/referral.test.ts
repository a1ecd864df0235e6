import { expect, test } from 'vitest';
import { draftOf, factsOf } from './referral.ts';

test('what is still empty in the form is not sent, so that a draft can grow', () => {
  const facts = factsOf({ ...draftOf(), alias: ' 阿河 ', institution: 'TFC' });
  expect(facts.alias).toBe('阿河');
  expect(facts).not.toHaveProperty('birthYear');
  expect(facts).not.toHaveProperty('needs');
  expect(facts).not.toHaveProperty('free');
});

test('member codes may be typed in lines or with commas', () => {
  const draft = { ...draftOf(), statedExclusions: 'k7m-2qf\nABC-123、XYZ-789' };
  expect(factsOf(draft).statedExclusions).toEqual(['K7M-2QF', 'ABC-123', 'XYZ-789']);
});

test('needs are sent once all four are said', () => {
  const needs = { belonging: 'much', skill: 'some', choice: 'not_now', meaning: 'some' };
  expect(factsOf({ ...draftOf(), needs }).needs).toEqual(needs);
  expect(factsOf({ ...draftOf(), needs: { ...needs, skill: '' } })).not.toHaveProperty('needs');
});
