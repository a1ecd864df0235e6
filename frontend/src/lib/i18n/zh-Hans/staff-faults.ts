import type { staffFaults as english } from '../en/staff-faults.ts';
import { number } from '../params.ts';

export const staffFaults: typeof english = {
  longer_than_shift: (p) => `这个时段只有${number(p, 'hours')}小时。请写明原因，或改少时数`,
  another_centre: () => '已由另一间中心跟进',
  demo_address: () => '这类地址属于示范账户，请用另一个',
  other_centre: () => '这两人都不是由你的中心跟进，请联络跟进他们的中心',
  shift_too_long: (p) => `每次最多${number(p, 'hours')}小时`,
  sum_wrong: (p) => `十个数字合共${number(p, 'sum')}，要刚好是${number(p, 'needed')}`,
  too_far_ahead: (p) => `请选${number(p, 'days')}天之内的日子`,
};
