import { expect, test } from 'vitest';
import { momentsOf } from './moments.ts';

const today = '2026-11-23';
const mine = (state: string, on?: string) =>
  ({ state, steps: [{ code: 'active', state: 'current', on }] }) as never;
const told = (facts: object) => momentsOf({ mine: undefined, hours: {}, ...facts }, today);

test('what became true today is told, and nothing on another day', () => {
  expect(told({})).toEqual([]);
  expect(told({ mine: mine('active', today) })).toEqual(['certified']);
  expect(told({ mine: mine('active', '2026-11-22') })).toEqual([]);
  expect(told({ mine: mine('suspended', today) })).toEqual([]);
  expect(told({ hours: { hundredthOn: today, firstBookedOn: '2024-01-02' } })).toEqual(['hundredthHour']);
  expect(told({ hours: { firstBookedOn: today } })).toEqual(['firstBooking']);
});
