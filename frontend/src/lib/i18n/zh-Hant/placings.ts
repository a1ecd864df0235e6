import type { placings as english } from '../en/placings.ts';

export const placings: typeof english = {
  title: '未有督導的導師',
  link: '未有督導的導師',
  lead: '有心理學家督導，導師才可以配對。這裡會盡量安排最多導師，並列出雙方的共通點。每一項都由你確認，不會自動生效。',
  placed: '可以安排',
  columns: { mentor: '導師', psychologist: '心理學家', shared: '共通點', confirm: '確認' },
  before: (name) => `之前由${name}督導，現已離開`,
  never: '未有指定心理學家',
  institutions: (names) => `院所：${names}`,
  themes: (names) => `熟悉的經歷：${names}`,
  noThemes: '沒有共通的經歷',
  confirm: '確認',
  confirmOf: (psychologist, mentor) => `確認由${psychologist}督導${mentor}`,
  confirming: '正在確認',
  why: '導師和心理學家會收到電郵。進行中的配對會一併轉交。',
  done: (psychologist, mentor) => `現由${psychologist}督導${mentor}`,
  unplaced: '暫時未能安排',
  unplacedColumns: { mentor: '導師', reason: '原因' },
  none: '所有導師都有心理學家督導',
  noneWhy: '有心理學家離開時，其導師會在這裡出現。',
};
