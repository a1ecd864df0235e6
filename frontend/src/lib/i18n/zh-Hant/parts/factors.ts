import { factorProblems, factorReasons, factors } from '../factors.ts';

/** What is said of the second step of signing in. */
export default { factorProblems, factorReasons, factors };
