import type { accountFields as english } from '../en/account-fields.ts';

export const accountFields: typeof english = {
  email: '電郵',
  emailHint: '我們的電郵不會提及計劃名稱。',
  password: '密碼',
  newPassword: '新密碼',
  passwordHint: '最少15個字元，中文字則最少8個。用三四個容易記住的詞就很好，例如自己想出來的一句話。',
  showPassword: '顯示密碼',
  preferredName: '怎樣稱呼你？',
  preferredNameHint: '用你喜歡的稱呼，不用與證件相同。',
  name: '稱呼',
  language: '語言',
};
