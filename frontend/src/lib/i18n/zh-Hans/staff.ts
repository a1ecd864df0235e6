import type { staff as english } from '../en/staff.ts';

export const staff: typeof english = {
  needs: { belonging: '归属感', skill: '技能', choice: '自主', meaning: '意义' },
  level: (what, how) => `${what}（${how}）`,
  gives: { lot: '很多', some: '一些', little: '少许' },
  wishes: { much: '很需要', some: '有一点', not_now: '暂时不用' },
  focus: { act: '不再走回头路', identity: '我正成为怎样的人', relational: '我属于哪里' },
  comfort: { home: '很自在', fine: '可以', learning: '仍在学' },
  gender: { M: '男', F: '女', X: '其他' },
  separator: '、',
  between: '，',
  colon: '：',
  settle: '去处理',
  refresh: '看最新内容',
};
