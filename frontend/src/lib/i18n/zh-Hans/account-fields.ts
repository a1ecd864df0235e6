import type { accountFields as english } from '../en/account-fields.ts';

export const accountFields: typeof english = {
  email: '电邮',
  emailHint: '我们的电邮不会提及计划名称。',
  password: '密码',
  newPassword: '新密码',
  passwordHint: '最少15个字符，中文字则最少8个。用三四个容易记住的词就很好，例如自己想出来的一句话。',
  showPassword: '显示密码',
  preferredName: '怎样称呼你？',
  preferredNameHint: '用你喜欢的称呼，不用与证件相同。',
  name: '称呼',
  language: '语言',
};
