import { copy } from '../copy.ts';

/** What is said of what stands in a copy. */
export default { copy };
