import { factorReasons, factors } from '../factors.ts';

/** What is said of the second step of signing in. */
export default { factorReasons, factors };
