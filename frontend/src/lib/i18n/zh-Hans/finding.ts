import type { finding as english } from '../en/finding.ts';

export const finding: typeof english = {
  find: '输入字词查找',
  found: (count, all) => `${all}项，找到${count}项。`,
  chosen: (count, all) => `${all}项，已选${count}项`,
};
