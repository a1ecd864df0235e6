import { accountFields } from '../account-fields.ts';
import { signIn } from '../sign-in.ts';

/** What the page to sign in says. */
export default { accountFields, signIn };
