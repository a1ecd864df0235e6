import { expect, test } from 'vitest';
import { isOnward, searchOf, wantedOf, type MentorState, told } from './mentor.ts';

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

test('what happened says equal lines in a row once, with their number, and keeps every note', () => {
  const line = (at: string, event: string, note?: string) => ({ at, event, note, by: 'May' });
  const history = [
    line('2026-01-04T02:00:00Z', 'module_recorded'),
    line('2026-01-04T02:01:00Z', 'module_recorded'),
    line('2026-01-05T02:00:00Z', 'module_recorded'),
    line('2026-01-05T02:01:00Z', 'moved', 'well'),
    line('2026-01-05T02:01:00Z', 'moved', 'well'),
  ] as unknown as Parameters<typeof told>[0];
  expect(told(history).map(({ times }) => times)).toEqual([3, 1, 1]);
  expect(told(history)[0]).toMatchObject({ at: '2026-01-04T02:00:00Z', until: '2026-01-05T02:00:00Z' });
});
