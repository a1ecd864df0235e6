import type { mentor as english } from '../en/mentor.ts';

export const mentor: typeof english = {
  title: '申請成為朋輩導師',
};
