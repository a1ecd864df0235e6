import type { ownHours as english } from '../en/own-hours.ts';

export const ownHours: typeof english = {
  title: '服务时数',
  ofYear: (year) => `${year}年服务时数`,
  unit: '小时',
  toGo: (hours, goal) => `再走${hours}小时，今年便满${goal}小时。`,
  steps: (done, total, each) => `每步${each}小时，已走${done}步，共${total}步`,
  total: (hours) => `历年共${hours}小时`,
  waiting: '等候核实',
  waitingWhy: '职员核实后，便会计入时数。',
  verified: '已核实',
  none: {
    find: '寻找服务时段',
    head: '第一步就在前面',
    text: '服务完成后，职员会核实时数，时数一直属于你。',
  },
  all: (count) => `全部${count}项记录`,
  takenBack: '不再计算',
  because: (reason) => `原因：${reason}`,
  entries: {
    verified: (day, hours) => `${day}：核实${hours}小时`,
    corrected: (day, hours) => `${day}：更正${hours < 0 ? '减' : '加'}${Math.abs(hours)}小时`,
    taken_back: (day, hours) => `${day}：收回${Math.abs(hours)}小时`,
  },
  entryWhy: (reason) => `（${reason}）`,
};
