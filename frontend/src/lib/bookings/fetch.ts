import type { Got } from '#lib/api/client.ts';

export type Booking = Got<'/api/v1/bookings/{id}'>;
export type BookingState = Booking['state'];

/** Whether the place is still the person's. */
export function isHeld({ state }: Pick<Booking, 'state'>): boolean {
  return state === 'confirmed' || isWaiting({ state });
}

/** Whether the place is held until somebody has confirmed it. */
export function isWaiting({ state }: Pick<Booking, 'state'>): boolean {
  return state === 'awaiting_clearance' || state === 'awaiting_confirmation';
}

/** How a state is marked beside its words. */
export function toneOf(state: BookingState): 'good' | 'care' | 'plain' {
  if (state === 'confirmed' || state === 'verified' || state === 'attended') return 'good';
  return isWaiting({ state }) || state === 'given_back' ? 'care' : 'plain';
}
