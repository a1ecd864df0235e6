import { mentor } from '../mentor.ts';
import { mentorWay } from '../mentor-way.ts';

/** What the page says on which mentors and applicants see where they stand. */
export default { mentor, mentorWay };
