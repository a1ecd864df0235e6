import type { moments as english } from '../en/moments.ts';

export const moments: typeof english = {
  certified: '由今日起，你是認證的朋輩導師；兩位職員簽署，確認你準備好。',
  firstBooking: '你預約了第一次服務。',
  hundredthHour: '你的第100小時，今日已核實。',
};
