import { districts } from 'virtual:districts/zh-Hans';
import { bookingReasons } from '../booking-reasons.ts';
import { slots } from '../slots.ts';

/** What the pages say on which somebody looks for a slot and books it. */
export default { bookingReasons, districts, slots };
