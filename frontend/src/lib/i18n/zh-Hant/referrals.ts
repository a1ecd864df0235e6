import type { referrals as english } from '../en/referrals.ts';

export const referrals: typeof english = {
  title: '轉介',
};
