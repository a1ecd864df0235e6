import { mentorStand } from '../mentor-stand.ts';

/** What the first page of mentors and applicants says beside that of every member. */
export default { mentorStand };
