import type { kept as english } from '../en/kept.ts';

export const kept: typeof english = {
  again: {
    title: '请再登录以继续',
    why: '你已退出登录。你写的内容还在这里，登录后会接着做下去。',
    action: '继续',
    later: '暂时不要',
    other: '用另一个账户登录（会关闭这一页）',
  },
  device: '已保存在这台设备，直到你递交。',
  page: '会保留到你关闭这一页。',
  throwAway: '不要了',
  thrown: '已丢掉。',
  older: '你写了之后，内容有人改过。递交前请比较一下。',
  over: (count) => `多了${count}个字符`,
  left: (count) => `还可以写${count}个字符`,
};
