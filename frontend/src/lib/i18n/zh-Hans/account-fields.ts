import type { accountFields as english } from '../en/account-fields.ts';

export const accountFields: typeof english = {
  email: '电邮',
  password: '密码',
  newPassword: '新密码',
  showPassword: '显示密码',
  preferredName: '怎样称呼你？',
  preferredNameHint: '用你喜欢的称呼，不用与证件相同。',
  name: '称呼',
  language: '语言',
};
