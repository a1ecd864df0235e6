import { home } from '../home.ts';

/** What a member's first page says. */
export default { home };
