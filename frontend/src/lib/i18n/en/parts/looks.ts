import { looks } from '../looks.ts';

/** What is said of who looked. */
export default { looks };
