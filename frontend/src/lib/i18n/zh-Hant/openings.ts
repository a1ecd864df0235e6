import type { openings as english } from '../en/openings.ts';

export const openings: typeof english = {
  title: '服務機會',
};
