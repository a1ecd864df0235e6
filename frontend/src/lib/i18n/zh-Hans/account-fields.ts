import type { accountFields as english } from '../en/account-fields.ts';

export const accountFields: typeof english = {
  email: '电邮',
  emailHint: '我们的电邮不会提及计划名称。',
  password: '密码',
  newPassword: '新密码',
  passwordHint:
    '最少8个中文字，或15个英文字母和数字。自己想出来的一句话就很好，像“外婆家门口有只花猫”；请另想一句。',
  showPassword: '显示密码',
  preferredName: '怎样称呼你？',
  preferredNameHint: '用你喜欢的称呼，不用与证件相同。',
  name: '称呼',
  language: '语言',
};
