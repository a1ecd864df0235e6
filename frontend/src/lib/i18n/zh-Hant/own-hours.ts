import type { ownHours as english } from '../en/own-hours.ts';

export const ownHours: typeof english = {
  title: '服務時數',
  ofYear: (year) => `${year}年服務時數`,
  unit: '小時',
  toGo: (hours, goal) => `再走${hours}小時，今年便滿${goal}小時。`,
  steps: (done, total, each) => `每步${each}小時，已走${done}步，共${total}步`,
  total: (hours) => `歷年共${hours}小時`,
  waiting: '等候核實',
  waitingWhy: '職員核實後，便會計入時數。',
  verified: '已核實',
  none: {
    find: '尋找服務時段',
    head: '第一步就在前面',
    text: '服務完成後，職員會核實時數，時數一直屬於你。',
  },
  all: (count) => `全部${count}項紀錄`,
  takenBack: '不再計算',
  because: (reason) => `原因：${reason}`,
  entries: {
    verified: (day, hours) => `${day}：核實${hours}小時`,
    corrected: (day, hours) => `${day}：更正${hours < 0 ? '減' : '加'}${Math.abs(hours)}小時`,
    taken_back: (day, hours) => `${day}：收回${Math.abs(hours)}小時`,
  },
  entryWhy: (reason) => `（${reason}）`,
};
