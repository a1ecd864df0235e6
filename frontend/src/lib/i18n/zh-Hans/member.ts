import { bookings } from './bookings.ts';
import { home } from './home.ts';
import { slots } from './slots.ts';

/** What the pages of volunteers say. */
export default { bookings, home, slots };
