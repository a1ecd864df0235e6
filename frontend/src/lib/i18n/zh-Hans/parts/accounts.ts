import { accounts } from '../accounts.ts';
import { privacy } from '../privacy.ts';

/** What sign-up, its links and invitations say, and what is kept of people for what. */
export default { accounts, privacy };
