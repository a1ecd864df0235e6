import type { focuses as english } from '../en/focuses.ts';

export const focuses: typeof english = {
  act: { label: '停下來，不再走回頭路', hint: '習慣、舊朋友、難過的日子' },
  identity: { label: '我正成為怎樣的人', hint: '怎樣看自己，想成為誰' },
  relational: { label: '我屬於哪裡', hint: '家人、朋友、被接納' },
};
