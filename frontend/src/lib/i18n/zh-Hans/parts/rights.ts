import { rights, rightsReasons } from '../rights.ts';

/** What is said of what people ask about their data. */
export default { rights, rightsReasons };
