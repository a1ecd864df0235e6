import { profile } from '../profile.ts';

/** What the page of a person's own account says. */
export default { profile };
