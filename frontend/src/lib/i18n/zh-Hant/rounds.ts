import type { rounds as english } from '../en/rounds.ts';

export const rounds: typeof english = {
  title: '配對回合',
};
