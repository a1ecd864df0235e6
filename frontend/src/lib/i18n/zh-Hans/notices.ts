import type { notices as english } from '../en/notices.ts';

export const notices: typeof english = {
  head: '请你留意',
  seen: '知道了',
  seenOf: (title) => `知道了：${title}`,
  pairing: {
    open: '看看这个配对',
    begun: { what: '配对开始了，你们两位都答应了。', then: '心理学家会安排第一次见面。' },
    does_not_begin: { what: '这个配对不会开始。', then: '这对你没有影响。有合适的人，我们会再问你。' },
    rests: { what: '配对暂停了，现在不用见面。', then: '可以继续时，职员会告诉你。你也可以致电我们。' },
    goes_on: { what: '配对继续，你们可以再见面。', then: '心理学家会安排下次见面。' },
    goals_reached: { what: '配对完结了，你们定下的事都做到了。', then: '谢谢你同行这段路。' },
    released: { what: '配对完结了，对方已经离开院所。', then: '谢谢你同行这段路。' },
    ended_as_wished: { what: '配对按你的意愿完结了。', then: '谢谢你同行这段路。' },
    ended: { what: '配对完结了。', then: '这对你没有影响。想谈谈的话，可以找你的心理学家。' },
  },
  answered: '你的资料',
  answeredOn: (day) => `你提出的要求，${day}已有答复。`,
  readAnswer: '看答复',
};
