import type { moments as english } from '../en/moments.ts';

export const moments: typeof english = {
  certified: '由今天起，你是认证的朋辈导师；两位职员签署，确认你准备好。',
  firstBooking: '你预约了第一次服务。',
  hundredthHour: '你的第100小时，今天已核实。',
};
