import { kept } from '../kept.ts';
import { notices } from '../notices.ts';

/** What is said of what somebody has begun and not sent, and of what others have changed. */
export default { kept, notices };
