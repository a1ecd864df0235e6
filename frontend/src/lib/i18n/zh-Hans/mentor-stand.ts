import type { mentorStand as english } from '../en/mentor-stand.ts';

export const mentorStand: typeof english = {
  title: '导师',
  howMatching: '配对怎样进行',
  states: {
    draft: { head: '你的申请', text: '尚未递交。' },
    applied: { head: '已收到你的申请', text: '统筹主任会细阅，并在五个工作日内联络你。' },
    screening: {
      head: '正在核对资料',
      text: '统筹主任会向两位认识你的人查询，并申请探访许可。需要时会联络你。',
    },
    interview: { head: '下一步：面谈', text: '统筹主任和心理学家会与你见面，时间会跟你约。' },
    accepted: { head: '你已获接纳', text: '下一班培训开始时，我们会通知你。' },
    in_training: { head: '你正接受培训', text: '小组上课。每个单元之后，统筹主任会记下进度。' },
    shadowing: { head: '你正跟随心理学家实习', text: '与心理学家一起参与会面，边做边学。' },
    competency_review: { head: '最后签字确认', text: '心理学家和统筹主任会各自与你回顾，然后签字确认。' },
    active: { head: '你是朋辈导师', text: '有合适的人时，会先问你。你可以拒绝，不用解释。' },
    deferred: { head: '这次未能接纳你的申请', text: '想知道原因，可以致电与我们谈谈。' },
    declined: {
      head: '未能接纳你的申请',
      text: '你可以致电，与我们谈谈。义工服务一直欢迎你。',
    },
    withdrawn: { head: '你已撤回申请', text: '这对你没有任何影响，随时可以再申请。' },
    paused: { head: '你正在休息', text: '在你重新开始之前，不会为你寻找新的配对。' },
    suspended: { head: '导师工作暂停', text: '统筹主任会联络你，你也可以致电我们。' },
    stepped_down: { head: '你已卸任', text: '谢谢你陪别人走过的路。' },
  },
  pairing: {
    asked: '有一个问题给你',
    who: '一位在囚人士',
    saidYes: '你已答应',
    together: (alias) => `与${alias}同行`,
    since: (day) => `${day}起`,
    states: {
      proposed: '准备中',
      endorsed: '准备中',
      approved: '准备中',
      consenting: '等候双方回复',
      active: '进行中',
      paused: '已暂停',
      closed: '已完结',
      declined: '没有开始',
      refused: '没有开始',
      lapsed: '没有开始',
    },
  },
};
