import type { week as english } from '../en/week.ts';

export const week: typeof english = {
  title: '时段日历',
  span: (from, to) => `${from}至${to}`,
  sum: (slots, free, all) => `${slots}个时段，${all}个名额，还剩${free}个`,
  before: '上星期',
  after: '下星期',
  now: '本星期',
  grid: '一星期',
  list: '按日列出',
  count: (slots) => `${slots}个时段`,
  allHosts: '所有机构',
  allOpenings: '所有服务机会',
  goesOn: (time) => `由昨晚，至${time}`,
  unpublished: '未发布',
  full: '已满',
  places: (taken, all) => `${all}个名额，已预约${taken}个`,
  none: '这个星期没有时段',
  noneWhy: '可选其他星期，或为服务机会新增时段。',
  gone: '这个时段已取消。',
};
