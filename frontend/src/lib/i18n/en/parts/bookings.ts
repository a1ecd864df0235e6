import { districts } from 'virtual:districts/en';
import { bookingReasons } from '../booking-reasons.ts';
import { bookings } from '../bookings.ts';

/** What the pages say of what somebody has booked and done. */
export default { bookingReasons, bookings, districts };
