import { finding } from '../finding.ts';
import { focuses } from '../focuses.ts';
import { mentorForm } from '../mentor-form.ts';

/** What the pages say on which applicants and mentors answer questions. */
export default { finding, focuses, mentorForm };
