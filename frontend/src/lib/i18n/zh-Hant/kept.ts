import type { kept as english } from '../en/kept.ts';

export const kept: typeof english = {
  again: {
    title: '請再登入以繼續',
    why: '你已登出。你寫的內容仍在這裡，登入後會接着做下去。',
    action: '繼續',
    later: '暫時不要',
    other: '以另一個帳戶登入（會關閉這一頁）',
  },
  copy: {
    none: '沒有將來的預約',
    noneKept: '下一個預約沒有存在這部裝置',
    asCopied: '這是副本儲存時的情況。',
    rest: (day) => `${day}之後的其他預約沒有存在這部裝置，網絡恢復後可以看到。`,
  },
  out: {
    title: '登出，會丟掉未送出的內容',
    why: '你寫了，但未送出。別人也可能用這部裝置，所以登出時不會留下任何內容。',
    where: '寫在這些頁：',
    back: '先不登出',
    throwAway: '登出並丟掉',
  },
  device: '已保存在這部裝置，直至你送出。',
  page: '會保留至你關閉這一頁。',
  throwAway: '不要了',
  thrown: '已丟掉。',
  older: '你寫了之後，內容有人改過。送出前請比較一下。',
  over: (count) => `多了${count}個字元`,
  left: (count) => `還可以寫${count}個字元`,
};
