import type { placings as english } from '../en/placings.ts';

export const placings: typeof english = {
  title: '没有督导的导师',
  link: '没有督导的导师',
  lead: '有心理学家督导，导师才可以配对。这里会尽量安排最多导师，并列出双方的共通点。每一项都由你确认，不会自动生效。',
  placed: '可以安排',
  columns: { mentor: '导师', psychologist: '心理学家', shared: '共通点', confirm: '确认' },
  before: (name) => `之前由${name}督导，现已离开`,
  never: '还没有指定心理学家',
  institutions: (names) => `院所：${names}`,
  themes: (names) => `熟悉的经历：${names}`,
  noThemes: '没有共通的经历',
  confirm: '确认',
  confirmOf: (psychologist, mentor) => `确认由${psychologist}督导${mentor}`,
  confirming: '正在确认',
  why: '导师和心理学家会收到电邮。进行中的配对会一并转交。',
  done: (psychologist, mentor) => `现由${psychologist}督导${mentor}`,
  unplaced: '暂时未能安排',
  unplacedColumns: { mentor: '导师', reason: '原因' },
  none: '所有导师都有心理学家督导',
  noneWhy: '有心理学家离开时，其导师会在这里出现。',
};
