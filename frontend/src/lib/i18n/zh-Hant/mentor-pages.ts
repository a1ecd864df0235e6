import { mentor } from './mentor.ts';

/** What the pages of mentors and applicants say. */
export default { mentor };
