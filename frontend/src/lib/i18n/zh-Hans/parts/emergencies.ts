import { emergencies } from '../emergencies.ts';

/** What is said of emergency access. */
export default { emergencies };
