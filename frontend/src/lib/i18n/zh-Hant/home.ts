import type { home as english } from '../en/home.ts';

export const home: typeof english = {
  title: '主頁',
  greetings: {
    morning: (name) => `${name}，早晨`,
    afternoon: (name) => `${name}，午安`,
    evening: (name) => `${name}，晚安`,
  },
  next: '下一步',
  then: '之後',
  minutes: (count) => `約${count}分鐘`,
  asked: {
    head: '有人可以與你同行',
    text: '一個配對等你回覆。你可以拒絕，不用解釋。',
    action: '看看並回覆',
  },
  draft: {
    head: '繼續你的導師申請',
    text: (done) => `十個部分，已完成${done}個，全部已儲存。`,
    action: '繼續',
    send: { head: '遞交你的申請', text: '十個部分都已完成。核對一次，便可遞交。', action: '核對並遞交' },
  },
  booking: { meet: '集合', action: '查看預約' },
  confirming: '已為你保留名額，稍後確認。',
  waiting: '已代你問監管人員，名額為你保留。',
  mentor: { action: '看看進度' },
  free: {
    head: '找一個合你時間的時段',
    text: '長者服務、賣旗日、青少年活動等，由兩小時開始。',
    action: '尋找服務時段',
  },
  unsettled: {
    what: '第一次預約前，職員會與你核實是否受監管。',
    then: '你不用做甚麼，可以先看看所有時段。如有疑問，請致電',
  },
  become: { head: '成為朋輩導師', text: '你行過的路，可以幫到正要行的人。' },
  hours: '你的時數',
  slots: '義工服務時段',
  bookings: '我的預約',
  awaitingConfirmation: '等候確認',
  awaiting: '等候監管人員批核',
  off: '不用去',
  kept: {
    next: '下一個服務',
    where: '集合地點和電話，都存在這部裝置。登出時會清除。',
    waits: '等網絡恢復',
    waitsWhy: '尋找時段、預約和取消，要等網絡恢復。如不能等，請致電。',
  },
};
