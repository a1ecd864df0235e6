import { expect, test } from 'vitest';
import { nextOf, type Waiting } from './gather.ts';

const waiting = (state?: string, pairing?: string): Waiting => ({
  bookings: [{ state: 'declined' }, { id: 'b', state: 'confirmed' }] as Waiting['bookings'],
  notices: [],
  mine: state ? ({ state } as Waiting['mine']) : undefined,
  pairings: pairing
    ? ([{ may: [{ code: pairing, allowed: true, reasons: [] }] }] as unknown as Waiting['pairings'])
    : [],
});

test('somebody who waits for an answer comes first, then an application under way, then the nearest date', () => {
  expect(nextOf(waiting('active', 'answer')).kind).toBe('asked');
  expect(nextOf(waiting('active', 'not_yet')).kind).toBe('asked');
  expect(nextOf(waiting('active', 'take_yes_back')).kind).toBe('booking');
  expect(nextOf(waiting('draft')).kind).toBe('draft');
  expect(nextOf(waiting()).kind).toBe('booking');
  expect(nextOf(waiting())).toMatchObject({ booking: { id: 'b' } });
});

test('without dates the way of the applicant is next, and for everybody else a slot to find', () => {
  expect(nextOf({ ...waiting('interview'), bookings: [] }).kind).toBe('mentor');
  expect(nextOf({ ...waiting('active'), bookings: [] }).kind).toBe('free');
  expect(nextOf({ ...waiting(), bookings: [] }).kind).toBe('free');
});
