import type { profile as english } from '../en/profile.ts';

export const profile: typeof english = {
  title: '我的',
  details: '个人资料',
  code: '会员编号',
  codeHint: '职员可用它找到你。编号本身没有任何含义。',
  editName: '更改称呼',
  nameSaved: '称呼已保存',
  centre: {
    head: '你的中心',
    why: '那里的职员可以帮你处理账户的事，例如查核记录和服务时数。',
    none: '暂时没有',
    choose: '选择中心',
    change: '更改中心',
    saved: '中心已保存',
  },
  factors: '如何登录',
  factorsWay: '登录的第二步：通行密钥、应用程序',
  signIns: '已登录的设备',
  thisDevice: '这台设备',
  lastSeen: (when) => `上次使用：${when}`,
  since: (when) => `${when}起`,
  unknownDevice: '一台设备',
  end: '退出登录',
  endOn: (device) => `在${device}上退出登录`,
  ended: '该设备已退出登录',
  signOutWhy: '使用共用手机时，完成后请退出登录。',
  noDesk: {
    title: '暂时没有要做的事',
    text: '这个版本未包括你这个岗位的页面。你的账户可以使用，也可更改个人资料。',
  },
};
