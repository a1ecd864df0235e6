import type { slots as english } from '../en/slots.ts';

export const slots: typeof english = {
  title: '義工服務時段',
  placesLeft: (count) => (count === 1 ? '最後1個名額' : `尚餘${count}個名額`),
  full: '已滿',
  notYet: (count) => `暫時未能預約，有${count}個原因`,
  slotsOf: (count) => `${count}個時段`,
};
