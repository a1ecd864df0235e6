import { focuses } from '../focuses.ts';
import { moments } from '../moments.ts';
import { ownPairings } from '../own-pairings.ts';

/** What the pages of a mentor's own pairings say, and the first page on a day on which something became true. */
export default { focuses, moments, ownPairings };
