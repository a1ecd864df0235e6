import type { mentor as english } from '../en/mentor.ts';

export const mentor: typeof english = {
  title: '申请成为朋辈导师',
};
