import { accounts } from '../accounts.ts';

/** What sign-up, sign-in and a person's own account say. */
export default { accounts };
