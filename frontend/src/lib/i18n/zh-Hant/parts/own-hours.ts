import { ownHours } from '../own-hours.ts';

/** What the page says of a member's hours. */
export default { ownHours };
