import type { profile as english } from '../en/profile.ts';

export const profile: typeof english = {
  title: '我的',
  details: '個人資料',
  code: '會員編號',
  codeHint: '職員可用它找到你。編號本身沒有任何含意。',
  editName: '更改稱呼',
  nameSaved: '稱呼已儲存',
  centre: {
    head: '你的中心',
    why: '那裡的職員可以幫你處理帳戶的事，例如查核紀錄和服務時數。',
    none: '暫時沒有',
    choose: '選擇中心',
    change: '更改中心',
    saved: '中心已儲存',
  },
  factors: '如何登入',
  factorsWay: '登入的第二步：通行密鑰、應用程式',
  signIns: '已登入的裝置',
  thisDevice: '這部裝置',
  lastSeen: (when) => `上次使用：${when}`,
  since: (when) => `${when}起`,
  unknownDevice: '一部裝置',
  end: '登出',
  endOn: (device) => `登出${device}`,
  ended: '已登出該裝置',
  signOutWhy: '用共用電話時，完成後請登出。',
  noDesk: {
    title: '暫時沒有要做的事',
    text: '這個版本未包括你這個崗位的頁面。你的帳戶可以使用，亦可更改個人資料。',
  },
};
