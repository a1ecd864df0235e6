import { accounts } from './accounts.ts';
import { bookings } from './bookings.ts';
import { common } from './common.ts';
import { mentor } from './mentor.ts';
import { publicPages } from './public.ts';
import { reasons } from './reasons.ts';
import { shell } from './shell.ts';
import { slots } from './slots.ts';

/** Everything the public and members' pages say. */
export default { accounts, bookings, common, mentor, public: publicPages, reasons, shell, slots };
