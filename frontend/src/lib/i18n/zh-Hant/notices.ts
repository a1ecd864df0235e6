import type { notices as english } from '../en/notices.ts';

export const notices: typeof english = {
  head: '請你留意',
  seen: '知道了',
  seenOf: (title) => `知道了：${title}`,
  pairing: {
    open: '看看這個配對',
    begun: { what: '配對開始了，你們兩位都答應了。', then: '心理學家會安排第一次見面。' },
    does_not_begin: { what: '這個配對不會開始。', then: '這對你沒有影響。有合適的人，我們會再問你。' },
    rests: { what: '配對暫停了，現在不用見面。', then: '可以繼續時，職員會告訴你。你也可以致電我們。' },
    goes_on: { what: '配對繼續，你們可以再見面。', then: '心理學家會安排下次見面。' },
    goals_reached: { what: '配對完結了，你們定下的事都做到了。', then: '多謝你同行這段路。' },
    released: { what: '配對完結了，對方已經離開院所。', then: '多謝你同行這段路。' },
    ended_as_wished: { what: '配對按你的意願完結了。', then: '多謝你同行這段路。' },
    ended: { what: '配對完結了。', then: '這對你沒有影響。想談談的話，可以找你的心理學家。' },
  },
  answered: '你的資料',
  answeredOn: (day) => `你提出的要求，${day}已有答覆。`,
  readAnswer: '看答覆',
};
