import { finding } from '../finding.ts';
import { focuses } from '../focuses.ts';
import { halfHours } from '../half-hours.ts';
import { mentorForm } from '../mentor-form.ts';

/** What the pages say on which applicants and mentors answer questions. */
export default { finding, focuses, halfHours, mentorForm };
