import { mentor } from '../mentor.ts';
import { mentorWay } from '../mentor-way.ts';
import { ownPairings } from '../own-pairings.ts';

/** What the pages of mentors and applicants say. */
export default { mentor, mentorWay, ownPairings };
