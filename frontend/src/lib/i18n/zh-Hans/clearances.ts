import type { clearances as english } from '../en/clearances.ts';

export const clearances: typeof english = {
  title: '批核',
};
