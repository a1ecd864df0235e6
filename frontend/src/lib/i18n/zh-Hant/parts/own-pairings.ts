import { focuses } from '../focuses.ts';
import { ownPairings } from '../own-pairings.ts';

/** What the pages of a mentor's own pairings say. */
export default { focuses, ownPairings };
