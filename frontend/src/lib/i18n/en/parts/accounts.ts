import { accounts } from '../accounts.ts';

/** What sign-up, its links and invitations say. */
export default { accounts };
