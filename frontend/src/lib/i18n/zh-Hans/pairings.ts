import type { pairings as english } from '../en/pairings.ts';

export const pairings: typeof english = {
  title: '配对',
};
