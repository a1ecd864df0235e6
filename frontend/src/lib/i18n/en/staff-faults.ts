import type { StaffFaults } from '../codes.ts';
import { number } from '../params.ts';

/** What is wrong with a field that only staff fill in. */
export const staffFaults = {
  longer_than_shift: (p) =>
    `This is more than the shift, which lasts ${number(p, 'hours')} hours. Say why, or enter fewer hours`,
  another_centre: () => 'Another centre works with them already',
  demo_address: () => 'Addresses like this belong to the demo’s own people; use another',
  other_centre: () => 'Your centre works with neither of the two; ask the one that does',
  shift_too_long: (p) => `At most ${number(p, 'hours')} hours at a time`,
  sum_wrong: (p) =>
    `The ten numbers add up to ${number(p, 'sum')}; they must add up to ${number(p, 'needed')}`,
  too_far_ahead: (p) => `Choose a day within the next ${number(p, 'days')} days`,
} satisfies StaffFaults;
