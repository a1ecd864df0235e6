import { copy } from '../copy.ts';
import { looks } from '../looks.ts';
import { rights, rightsReasons } from '../rights.ts';

/** What is said of who looked, what people ask about their data, and what stands in a copy. */
export default { copy, looks, rights, rightsReasons };
