import type { staff as english } from '../en/staff.ts';

export const staff: typeof english = {
  needs: { belonging: '歸屬感', skill: '技能', choice: '自主', meaning: '意義' },
  level: (what, how) => `${what}（${how}）`,
  gives: { lot: '很多', some: '一些', little: '少許' },
  wishes: { much: '很需要', some: '有一點', not_now: '暫時不用' },
  focus: { act: '不再走回頭路', identity: '我正成為怎樣的人', relational: '我屬於哪裡' },
  comfort: { home: '很自在', fine: '可以', learning: '仍在學' },
  gender: { M: '男', F: '女', X: '其他' },
  separator: '、',
  between: '，',
  colon: '：',
  /** On the way to where a reason is settled. */
  settle: '去處理',
  refresh: '看最新內容',
};
