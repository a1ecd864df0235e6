import type { people as english } from '../en/people.ts';

/** Texts for coordinators who find a member by code. */
export const people: typeof english = {
  title: '會員',
  lead: '請對方提供會員編號。你可以在這裡看到對方已通過的查核，並記錄新的查核。',
  find: {
    code: '會員編號',
    hint: '例如K7M-2QF。對方可以在「我的」找到。',
    find: '尋找',
    found: (name) => `這是${name}。`,
  },
  unsettled: '這個人是否受監管，仍未確定。確定之前，對方不能預約。',
  settle: '去確定',
};
