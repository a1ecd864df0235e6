import type { home as english } from '../en/home.ts';

export const home: typeof english = {
  title: '主页',
  greetings: {
    morning: (name) => `${name}，早上好`,
    afternoon: (name) => `${name}，下午好`,
    evening: (name) => `${name}，晚上好`,
  },
  next: '下一步',
  then: '之后',
  minutes: (count) => `约${count}分钟`,
  asked: {
    head: '有人可以与你同行',
    text: '一个配对等你回复。你可以拒绝，不用解释。',
    action: '看看并回复',
  },
  draft: {
    head: '继续你的导师申请',
    text: (done) => `十个部分，已完成${done}个，全部已保存。`,
    action: '继续',
    send: { head: '递交你的申请', text: '十个部分都已完成。核对一次，便可递交。', action: '核对并递交' },
  },
  booking: { meet: '集合', action: '查看预约' },
  confirming: '已为你保留名额，稍后确认。',
  waiting: '已代你问监管人员，名额为你保留。',
  mentor: { action: '看看进度' },
  free: {
    head: '找一个合你时间的时段',
    text: '长者服务、卖旗日、青少年活动等，由两小时开始。',
    action: '寻找服务时段',
  },
  unsettled: {
    what: '第一次预约前，职员会与你核实是否受监管。',
    then: '你不用做什么，可以先看看所有时段。如有疑问，请致电',
  },
  become: { head: '成为朋辈导师', text: '你行过的路，可以帮到正要行的人。' },
  hours: '你的时数',
  slots: '义工服务时段',
  bookings: '我的预约',
  awaitingConfirmation: '等候确认',
  awaiting: '等候监管人员批核',
  off: '不用去',
  kept: {
    next: '下一个服务',
    where: '集合地点和电话，都存在这部设备。退出登录时会清除。',
    waits: '等网络恢复',
    waitsWhy: '寻找时段、预约和取消，要等网络恢复。如不能等，请致电。',
  },
};
