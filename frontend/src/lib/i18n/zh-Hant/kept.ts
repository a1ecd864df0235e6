import type { kept as english } from '../en/kept.ts';

export const kept: typeof english = {
  again: {
    title: '請再登入以繼續',
    why: '你已登出。你寫的內容仍在這裡，登入後會接着做下去。',
    action: '繼續',
    later: '暫時不要',
    other: '以另一個帳戶登入（會關閉這一頁）',
  },
  device: '已保存在這部裝置，直至你送出。',
  page: '會保留至你關閉這一頁。',
  throwAway: '不要了',
  thrown: '已丟掉。',
  older: '你寫了之後，內容有人改過。送出前請比較一下。',
  over: (count) => `多了${count}個字元`,
  left: (count) => `還可以寫${count}個字元`,
};
