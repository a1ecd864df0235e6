import type { finding as english } from '../en/finding.ts';

export const finding: typeof english = {
  find: '輸入字詞尋找',
  found: (count) => `找到${count}項。`,
  chosen: (count) => `已選${count}項`,
};
