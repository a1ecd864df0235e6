import type { reasons as english } from '../en/reasons.ts';
import { range } from '../bound.ts';
import { number, text } from '../params.ts';
import { longDate } from '../time.ts';

/** What may be wrong with anything. */
const unknownFault = '請檢查，內容似乎不對';

export const reasons: typeof english = {
  refusals: {
    section_incomplete: () => ({ what: '有一部分尚未完成', then: '請從清單打開並完成。' }),
    answers_settled: () => ({
      what: '這些答案職員已核對，不能再在這裡更改',
      then: '如有錯誤，請告訴職員。',
    }),
    too_early: (p) => ({
      what: text(p, 'from') ? `${longDate('zh-Hant', text(p, 'from'))}起可再申請` : '未到可以再申請的日子',
      then: '在此之前可以做義工。',
    }),
    application_open: () => ({
      what: '你已經有一份申請',
      then: '請繼續填寫那一份。',
    }),
    wrong_state: () => ({ what: '你打開之後，情況已有變化', then: '請看看現時的情況。' }),
  },

  faults: {
    required: () => '請填寫這一項',
    choose: () => '請選擇一項',
    tick: () => '請閱讀後剔選',
    too_short: (p) => `最少${number(p, 'min')}個字元（中文字一個當兩個）`,
    too_long: (p) => `最多${number(p, 'max')}個字元`,
    invalid: () => unknownFault,
    not_a_date: () => '請輸入正確的日期',
    out_of_range: (p) =>
      range('zh-Hant', p, ['要在MIN至MAX之間', '不可早於MIN', '不可超過MAX', unknownFault]),
    too_many: (p) => `最多選${number(p, 'max')}項`,
    email_not_ascii: () => '電郵地址只可用英文字母、數字和符號，例如ada@example.com',
    hkid_not_allowed: () => '請刪去身份證號碼',
    weak_password: () => '太容易被猜中，請用其他字詞',
    password_too_short: (p) => `最少${number(p, 'min') || 15}個字元（中文字一個當兩個）`,
    context_word: () => '請不要用與本站或你名字有關的字詞',
    end_before_start: () => '完結時間要在開始時間之後',
    in_the_past: () => '請選將來的時間',
    unknown_code: () => '找不到這個編號',
  },

  problems: {
    bad_credentials: { what: '電郵或密碼不正確' },
    address_unverified: { what: '電郵地址尚未確認', then: '請打開電郵裡的連結，或讓我們再寄一次。' },
    session_ended: { what: '你已登出', then: '請登入後繼續。' },
    link_expired: { what: '這個連結已經失效', then: '連結已用過，或時間太久。' },
    stale_version: { what: '其他同事剛改了這份內容', then: '請看看新的內容再決定。' },
    too_many: { what: '次數太多', then: '請等一分鐘再試。' },
    busy: { what: '系統正忙', then: '內容沒有遺失，請稍後再試。' },
    offline: { what: '沒有網絡', then: '恢復網絡後再試；內容未有改變。' },
    unreachable: { what: '暫時連接不到', then: '請稍後再試；內容未有改變。' },
    forbidden: { what: '你的帳戶不能這樣做' },
    not_found: { what: '找不到，或不開放給你' },
    refused: { what: '現時的情況下不能這樣做' },
    invalid: { what: '有內容需要更正' },
    body_too_long: { what: '文字太多', then: '請縮短後再傳送。' },
    internal: { what: '我們這邊出了問題', then: '請稍後再試；如仍不行，請致電我們。' },
  },

  waitMinutes: (minutes) => `請等${minutes === 1 ? '一' : minutes}分鐘再試。`,
  unknown: { what: '這個原因未能在這裡說明', then: '請向職員查詢，他們看得到。' },
  unknownFault,
};
