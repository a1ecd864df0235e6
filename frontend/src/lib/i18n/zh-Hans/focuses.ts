import type { focuses as english } from '../en/focuses.ts';

export const focuses: typeof english = {
  act: { label: '停下来，不再走回头路', hint: '习惯、旧朋友、难过的日子' },
  identity: { label: '我正成为怎样的人', hint: '怎样看自己，想成为谁' },
  relational: { label: '我属于哪里', hint: '家人、朋友、被接纳' },
};
