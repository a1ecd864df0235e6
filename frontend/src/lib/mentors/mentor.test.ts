import { expect, test } from 'vitest';
import { isOnward, searchOf, wantedOf, type MentorState } from './mentor.ts';

test.each<[MentorState, MentorState, boolean]>([
  ['applied', 'screening', true],
  ['competency_review', 'active', true],
  ['paused', 'active', true],
  ['suspended', 'active', true],
  ['competency_review', 'shadowing', false],
  ['shadowing', 'shadowing', false],
  ['active', 'active', false],
  ['active', 'paused', false],
  ['interview', 'deferred', false],
  ['applied', 'declined', false],
])('from %s to %s is onward: %s', (from, to, onward) => {
  expect(isOnward(from, to)).toBe(onward);
});

test('a link without wishes shows the first stage, one that looks for somebody every stage', () => {
  const asked = (search: string) => wantedOf(new URLSearchParams(search));
  expect(asked('')).toEqual({ state: 'applied' });
  expect(asked('state=active')).toEqual({ state: 'active' });
  expect(asked('state=nonsense')).toEqual({ state: 'applied' });
  expect(asked('q=ming')).toEqual({ q: 'ming' });
  const wanted = { state: 'active', q: '明', language: 'ne' } as const;
  expect(asked(searchOf(wanted))).toEqual(wanted);
  expect(asked(searchOf({}))).toEqual({});
});
