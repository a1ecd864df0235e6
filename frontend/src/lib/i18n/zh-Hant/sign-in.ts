import type { signIn as english } from '../en/sign-in.ts';

export const signIn: typeof english = {
  title: '登入',
  who: '義工、導師、職員，用同一個帳戶登入。',
  action: '登入',
  busy: '正在登入',
  passkey: '用通行密鑰登入',
  forgot: '忘記密碼',
  noAccount: '未有帳戶？',
  create: '建立帳戶，做義工或申請成為導師',
  staff: '職員帳戶由管理員邀請。',
  resend: '再寄一次確認電郵',
  ended: '你已登出。請登入後繼續。',
  resetDone: '密碼已更改。請用新密碼登入。',
  verified: '電郵地址已確認。你可以登入了。',
  other: '這部裝置已登入另一個帳戶。',
  outElsewhere: '你已在另一個分頁登出。',
  outLost: '你已在另一個分頁登出，並丟掉了未送出的內容。',
};
