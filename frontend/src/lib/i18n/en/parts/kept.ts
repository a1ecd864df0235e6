import { kept } from '../kept.ts';

/** What is said of what somebody has begun and not sent. */
export default { kept };
