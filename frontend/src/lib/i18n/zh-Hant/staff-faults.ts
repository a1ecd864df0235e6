import type { staffFaults as english } from '../en/staff-faults.ts';
import { number } from '../params.ts';

export const staffFaults: typeof english = {
  longer_than_shift: (p) => `這個時段只有${number(p, 'hours')}小時。請寫明原因，或改少時數`,
  another_centre: () => '已由另一間中心跟進',
  demo_address: () => '這類地址屬於示範帳戶，請用另一個',
  other_centre: () => '這兩人都不是由你的中心跟進，請聯絡跟進他們的中心',
  shift_too_long: (p) => `每次最多${number(p, 'hours')}小時`,
  sum_wrong: (p) => `十個數字合共${number(p, 'sum')}，要剛好是${number(p, 'needed')}`,
  too_far_ahead: (p) => `請選${number(p, 'days')}日之內的日子`,
};
