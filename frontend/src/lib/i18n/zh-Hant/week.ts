import type { week as english } from '../en/week.ts';

export const week: typeof english = {
  title: '時段日曆',
  span: (from, to) => `${from}至${to}`,
  sum: (slots, free, all) => `${slots}個時段，${all}個名額，尚餘${free}個`,
  before: '上星期',
  after: '下星期',
  now: '本星期',
  grid: '一星期',
  list: '按日列出',
  count: (slots) => `${slots}個時段`,
  allHosts: '所有機構',
  allOpenings: '所有服務機會',
  goesOn: (time) => `由昨晚，至${time}`,
  unpublished: '未發布',
  full: '已滿',
  places: (taken, all) => `${all}個名額，已預約${taken}個`,
  none: '這個星期沒有時段',
  noneWhy: '可選其他星期，或為服務機會新增時段。',
  gone: '這個時段已取消。',
};
