import type { signIn as english } from '../en/sign-in.ts';

export const signIn: typeof english = {
  title: '登录',
  who: '义工、导师、职员，用同一个账户登录。',
  action: '登录',
  busy: '正在登录',
  passkey: '用通行密钥登录',
  forgot: '忘记密码',
  noAccount: '没有账户？',
  create: '注册账户，做义工或申请成为导师',
  staff: '职员账户由管理员邀请。',
  resend: '再发一次确认电邮',
  ended: '你已退出登录。请登录后继续。',
  resetDone: '密码已更改。请用新密码登录。',
  verified: '电邮地址已确认。你可以登录了。',
  other: '这台设备已登录另一个账户。',
  outElsewhere: '你已在另一个标签页退出登录。',
  outLost: '你已在另一个标签页退出登录，并丢掉了未递交的内容。',
};
