import type { accounts as english } from '../en/accounts.ts';

export const accounts: typeof english = {
  emailHint: '我們的電郵不會提及計劃名稱。',
  passwordHint:
    '最少8個中文字，或15個英文字母和數字。自己想出來的一句話就很好，像「外婆家門口有隻花貓」；請另想一句。',
  join: {
    title: '建立帳戶',
    intro: '可以做義工，也可以申請成為導師。約需三分鐘。',
    supervision: '你現時受監管嗎？',
    supervisionHint:
      '有些人離開院所後，一段時間內有監管人員跟進。答「是」不會令你不能參加；第一次預約前，職員會與你一起核實。',
    notice: '我們怎樣使用你的資料',
    noticeLead: (version) => `私隱聲明，第${version}版`,
    agree: '我已閱讀這份聲明',
    action: '建立帳戶',
    busy: '正在建立帳戶',
    have: '已有帳戶？',
    checkMail: '請查看電郵',
    checkMailWhy: (email) => `如果${email}可以使用，信箱裡已有一封附連結的電郵。請在30分鐘內打開。`,
    checkMailNot: '找不到？請看看垃圾郵件，或再寄一次。',
    again: '再寄一次',
    againIn: (seconds) => `${seconds}秒後可以再寄`,
    againDone: '已再次寄出',
    other: '改用另一個電郵',
  },
  notice: {
    purpose: { head: '用途', text: '安排義工服務和朋輩導師計劃：預約、培訓、配對，以及聯絡你。' },
    what: {
      head: '我們儲存甚麼',
      text: '你的電郵、你選的稱呼、語言，以及你日後加上的資料。我們不會問身份證號碼，也不儲存任何罪行資料。宗教和健康另有一題，可以略過，不會影響甚麼。',
    },
    who: {
      head: '誰會看到',
      text: '職員只看到工作所需的資料。你服務的機構只會看到你的稱呼和時段，沒有其他。不會為任何人評分或排名。',
    },
    may: {
      head: '一定要提供嗎？',
      text: '建立帳戶需要電郵、稱呼和密碼。其他資料由你決定；不提供的話，有些服務未必可以參加。',
    },
    rights: {
      head: '你的權利',
      text: '你可隨時要求查閱、更正或刪除我們儲存的資料，也可撤回你的同意，不用解釋。',
    },
  },
  verify: {
    title: '確認電郵地址',
    text: '按下按鈕，帳戶便可使用。',
    action: '確認',
    busy: '正在確認',
    missing: '這個連結不完整',
    missingWhy: '請從電郵再次打開，或索取新的連結。',
    expired: '這個連結已經失效',
    expiredWhy: '連結已用過，或時間太久。我們可以再寄一個。',
    newLink: '寄新的連結',
  },
  forgot: {
    title: '忘記密碼',
    text: '請輸入你的電郵。如有帳戶，我們會寄上連結，讓你設定新密碼。',
    action: '寄出連結',
    sent: '請查看電郵',
    sentWhy: '如果這個電郵有帳戶，連結已經寄出，30分鐘內有效。',
  },
  reset: {
    title: '設定新密碼',
    text: '之後，你會在所有裝置登出，再用新密碼登入。',
    action: '更改密碼',
  },
  invitation: {
    title: '接受邀請',
    text: '你獲邀在這裡工作。',
    choose: '請選一個稱呼和密碼。',
    haveAccount: '這個電郵已有帳戶，接受後照常登入就可以。',
    again: '請從電郵再次打開。如仍不行，請邀請你的人再寄一次。已接受邀請，可以登入。',
    action: '接受邀請',
    busy: '正在接受',
    done: '已經加入',
    doneWhy: '請登入開始。',
  },
};
