import type { accountFields as english } from '../en/account-fields.ts';

export const accountFields: typeof english = {
  email: '電郵',
  password: '密碼',
  newPassword: '新密碼',
  showPassword: '顯示密碼',
  preferredName: '怎樣稱呼你？',
  preferredNameHint: '用你喜歡的稱呼，不用與證件相同。',
  name: '稱呼',
  language: '語言',
};
