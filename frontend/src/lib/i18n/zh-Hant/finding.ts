import type { finding as english } from '../en/finding.ts';

export const finding: typeof english = {
  find: '輸入字詞尋找',
  found: (count, all) => `${all}項，找到${count}項。`,
  chosen: (count, all) => `${all}項，已選${count}項`,
};
