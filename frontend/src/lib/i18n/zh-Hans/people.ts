import type { people as english } from '../en/people.ts';

/** Texts for coordinators who find a member by code. */
export const people: typeof english = {
  title: '会员',
  lead: '请对方提供会员编号。你可以在这里看到对方已通过的查核，并记录新的查核。',
  find: {
    code: '会员编号',
    hint: '例如K7M-2QF。对方可以在“我的”找到。',
    find: '查找',
    found: (name) => `这是${name}。`,
  },
  unsettled: '这个人是否受监管，还没有确定。确定之前，对方不能预约。',
  settle: '去确定',
};
