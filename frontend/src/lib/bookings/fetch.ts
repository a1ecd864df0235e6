import type { Got } from '#lib/api/client.ts';

export type Booking = Got<'/api/v1/bookings/{id}'>;
export type BookingState = Booking['state'];

/** Whether the place is still the person's. */
export function isHeld({ state }: Pick<Booking, 'state'>): boolean {
  return state === 'confirmed' || state === 'awaiting_clearance';
}

/** How a state is marked beside its words. */
export function toneOf(state: BookingState): 'good' | 'care' | 'plain' {
  if (state === 'confirmed' || state === 'verified' || state === 'attended') return 'good';
  return state === 'awaiting_clearance' ? 'care' : 'plain';
}
