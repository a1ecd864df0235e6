import { breaches } from '../breaches.ts';
import { consents } from '../consents.ts';
import { copy } from '../copy.ts';
import { keeping } from '../keeping.ts';
import { looks } from '../looks.ts';
import { rights, rightsReasons } from '../rights.ts';

/**
 * What is said of who looked, what people ask about their data, what stands in a copy, what is kept for how long, what
 * they have agreed to, and what is done when data got out.
 */
export default { breaches, consents, copy, keeping, looks, rights, rightsReasons };
