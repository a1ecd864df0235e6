import type { kept as english } from '../en/kept.ts';

export const kept: typeof english = {
  again: {
    title: '请再登录以继续',
    why: '你已退出登录。你写的内容还在这里，登录后会接着做下去。',
    action: '继续',
    later: '暂时不要',
    other: '用另一个账户登录（会关闭这一页）',
  },
  copy: {
    none: '没有将来的预约',
    noneKept: '下一个预约没有存在这台设备',
    asCopied: '这是副本保存时的情况。',
    rest: (day) => `${day}之后的其他预约没有存在这台设备，网络恢复后可以看到。`,
  },
  out: {
    title: '退出登录，会丢掉未递交的内容',
    why: '你写了，但还没递交。别人也可能用这台设备，所以退出登录时不会留下任何内容。',
    where: '写在这些页面：',
    back: '先不退出',
    throwAway: '退出并丢掉',
  },
  device: '已保存在这台设备，直到你递交。',
  page: '会保留到你关闭这一页。',
  throwAway: '不要了',
  thrown: '已丢掉。',
  older: '你写了之后，内容有人改过。递交前请比较一下。',
  over: (count) => `多了${count}个字符`,
  left: (count) => `还可以写${count}个字符`,
};
