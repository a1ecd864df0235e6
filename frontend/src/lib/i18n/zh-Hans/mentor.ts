import type { mentor as english } from '../en/mentor.ts';

export const mentor: typeof english = {
  title: '申请成为朋辈导师',
  start: {
    lead: '你行过的路，有人正要行。朋辈导师会陪一个人走一段路，身边有心理学家支援。',
    wayHead: '导师的路',
    asks: '十个简短部分，共约20分钟。每答一题都会保存，可随时离开再回来。我们不问发生过什么事，只问你愿意说的。',
    begin: '开始申请',
    beginAgain: '再次申请',
  },
  tasks: {
    goOn: '继续',
    begin: '开始',
    lead: '十个部分，共约20分钟。每答一题都会保存，可随时离开再回来。',
    done: (count) => `10个部分，已完成${count}个`,
    groups: { you: '关于你', bring: '你带来的', last: '最后' },
    check: '核对并递交',
    checkClosed: '完成其他部分后开放',
  },
  sections: {
    about: '个人资料',
    languages: '语言',
    interests: '强项和兴趣',
    themes: '愿意分享的经历',
    offers: '你最能给予的',
    comfort: '你自在的话题',
    availability: '一星期的时间',
    modes: '会面方式',
    supervision: '监管情况',
    consent: '你的同意',
  },
  sectionHints: { themes: '由你选择，随时可改' },
  check: {
    title: '递交前，请核对',
    note: '递交后，统筹主任会在五个工作日内联络你。你可随时撤回，不用解释。',
    send: '递交申请',
    sending: '正在递交',
    incomplete: (section) => `尚未完成：${section}`,
    open: (section) => `打开“${section}”`,
  },
};
