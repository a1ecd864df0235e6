import type { accountFields as english } from '../en/account-fields.ts';

export const accountFields: typeof english = {
  email: '電郵',
  emailHint: '我們的電郵不會提及計劃名稱。',
  password: '密碼',
  newPassword: '新密碼',
  passwordHint:
    '最少8個中文字，或15個英文字母和數字。自己想出來的一句話就很好，像「外婆家門口有隻花貓」；請另想一句。',
  showPassword: '顯示密碼',
  preferredName: '怎樣稱呼你？',
  preferredNameHint: '用你喜歡的稱呼，不用與證件相同。',
  name: '稱呼',
  language: '語言',
};
