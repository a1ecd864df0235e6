import type { reasons as english } from '../en/reasons.ts';
import { number, text, type Params } from '../params.ts';
import { dateAndTime, longDate, timeRange } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: '性罪行定罪紀錄查核',
  correctional_clearance: '探訪許可',
  reference: '諮詢人意見',
  identity_seen: '身份核對',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? '紀錄查核';

/** A bound of a range: a day in words, or a number. */
const bound = (params: Params, name: 'min' | 'max') =>
  text(params, name) ? longDate('zh-Hant', text(params, name)) : String(number(params, name));

export const reasons: typeof english = {
  refusals: {
    min_age: (p) => ({ what: `服務當日要年滿${number(p, 'age')}歲`, then: '其他時段沒有年齡限制。' }),
    birth_month_unknown: () => ({
      what: '這個時段需要知道你的出生年月',
      then: '服務設有年齡下限，只需告訴我們一次。',
    }),
    check_missing: (p) => ({ what: `要有${check(p)}，有效至服務當日`, then: '職員可以告訴你怎樣申請。' }),
    check_expires: (p) => ({
      what: `你的${check(p)}於${longDate('zh-Hant', text(p, 'validTo'))}到期，早於服務當日`,
      then: '請把新的交給職員看。',
    }),
    ask_staff: () => ({ what: '這個時段不能安排給你', then: '你可以選其他時段，或向職員查詢。' }),
    clash: (p) => ({
      what: text(p, 'startsAt')
        ? `與你${timeRange('zh-Hant', text(p, 'startsAt'), text(p, 'endsAt'))}的安排重疊`
        : '與你日程上的安排重疊',
      then: '可取消另一項，或選其他時間。',
    }),
    too_late: () => ({ what: '快要開始，來不及預約', then: '請選較後的時段。' }),
    full: () => ({ what: '名額已滿', then: '有人取消時，名額會重新開放。' }),
    supervision_unsettled: () => ({
      what: '職員尚未與你核實是否受監管',
      then: '第一次預約前會核實，你可致電查詢。',
    }),
    officer_clearance_needed: () => ({
      what: '要先問你的監管人員',
      then: '名額會為你保留；未回覆，即未批核。',
    }),
    officer_declined: () => ({
      what: '監管人員沒有批核這項服務',
      then: '你可與監管人員談談，或選其他時段。',
    }),
    permission_unconfirmed: () => ({
      what: '請確認一次：你可以在香港做無薪義工',
      then: '有些簽證要先取得許可。',
    }),
    already_booked: () => ({ what: '你已預約這個時段', then: '可在「我的預約」查看。' }),
    not_open: () => ({ what: '這個時段未開放預約', then: '請選其他時段。' }),
    too_late_to_cancel: (p) => ({
      what: text(p, 'until')
        ? `可取消的時間至${dateAndTime('zh-Hant', text(p, 'until'))}`
        : '已過了可以取消的時間',
      then: '請致電當值電話，我們會代你通知。',
    }),
    section_incomplete: () => ({ what: '有一部分尚未完成', then: '請從清單打開並完成。' }),
    answers_settled: () => ({
      what: '這些答案職員已核對，不能再在這裡更改',
      then: '如有錯誤，請告訴職員。',
    }),
    too_early: (p) => ({
      what: text(p, 'from') ? `${longDate('zh-Hant', text(p, 'from'))}起可再申請` : '未到可以再申請的日子',
      then: '在此之前可以做義工。',
    }),
    wrong_state: () => ({ what: '你打開之後，情況已有變化', then: '請看看現時的情況。' }),
    stale_version: () => ({ what: '其他同事剛改了這份內容', then: '請看看新的內容再決定。' }),
  },

  faults: {
    required: () => '請填寫這一項',
    too_short: (p) => `最少${number(p, 'min')}個字元`,
    too_long: (p) => `最多${number(p, 'max')}個字元`,
    invalid: () => '請檢查，內容似乎不對',
    unknown_field: () => '這一項不需要提供',
    not_a_date: () => '請輸入正確的日期',
    out_of_range: (p) => `要在${bound(p, 'min')}至${bound(p, 'max')}之間`,
    too_many: (p) => `最多選${number(p, 'max')}項`,
    hkid_not_allowed: () => '請刪去身份證號碼',
    weak_password: () => '太容易被猜中，請用其他字詞',
    password_too_short: (p) => `最少${number(p, 'min') || 15}個字元`,
    context_word: () => '請不要用與本站或你名字有關的字詞',
    end_before_start: () => '完結時間要在開始時間之後',
    shift_too_long: (p) => `每次最多${number(p, 'hours')}小時`,
    in_the_past: () => '請選將來的時間',
    too_far_ahead: (p) => `請選${number(p, 'days')}日之內的日子`,
    unknown_code: () => '找不到這個編號',
    malformed_json: () => '傳送時出錯，請再試一次',
  },

  problems: {
    bad_credentials: { what: '電郵或密碼不正確' },
    address_unverified: { what: '電郵地址尚未確認', then: '請打開電郵裡的連結，或讓我們再寄一次。' },
    session_ended: { what: '你已登出', then: '請登入後繼續。' },
    link_expired: { what: '這個連結已經失效', then: '連結已用過，或時間太久。' },
    stale_version: { what: '其他同事剛改了這份內容', then: '請看看新的內容再決定。' },
    too_many_requests: { what: '次數太多', then: '請等一分鐘再試。' },
    unavailable: { what: '系統正忙', then: '內容沒有遺失，請稍後再試。' },
    offline: { what: '沒有網絡', then: '恢復網絡後再試；內容未有改變。' },
    forbidden: { what: '你的帳戶不能這樣做' },
    not_found: { what: '找不到，或不開放給你' },
    conflict: { what: '現時的情況下不能這樣做' },
    invalid: { what: '有內容需要更正' },
    too_large: { what: '文字太多', then: '請縮短後再傳送。' },
    unexpected: { what: '我們這邊出了問題', then: '請稍後再試；如仍不行，請致電我們。' },
  },

  unknown: { what: '這個原因未能在這裡說明', then: '請向職員查詢，他們看得到。' },
  unknownFault: '請檢查，內容似乎不對',
};
