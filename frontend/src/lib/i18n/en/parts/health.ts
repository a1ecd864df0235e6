import { health } from '../health.ts';

/** What is said of how the installation stands. */
export default { health };
