import { bookingReasons } from '../booking-reasons.ts';
import { bookings } from '../bookings.ts';
import { slots } from '../slots.ts';

/** What the pages of volunteers say. */
export default { bookingReasons, bookings, slots };
