import type { bookingReasons as english } from '../en/booking-reasons.ts';
import { number, text, type Params } from '../params.ts';
import { dateAndTime, longDate, timeRange } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: '性罪行定罪紀錄查核',
  correctional_clearance: '探訪許可',
  reference: '諮詢人意見',
  identity_seen: '身份核對',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? '紀錄查核';

export const bookingReasons: typeof english = {
  min_age: (p) => ({ what: `服務當日要年滿${number(p, 'age')}歲`, then: '其他時段沒有年齡限制。' }),
  birth_month_unknown: () => ({
    what: '這個時段需要知道你的出生年月',
    then: '服務設有年齡下限，只需告訴我們一次。',
  }),
  check_missing: (p) => ({
    what: `要有${check(p)}，有效至服務當日`,
    then: '可以交給職員看，或請職員告訴你怎樣申請。',
  }),
  check_expires: (p) => ({
    what: `你的${check(p)}於${longDate('zh-Hant', text(p, 'validTo'))}到期，早於服務當日`,
    then: '請把新的交給職員看。',
  }),
  clash: (p) => ({
    what: text(p, 'startsAt')
      ? `與你${timeRange('zh-Hant', text(p, 'startsAt'), text(p, 'endsAt'))}的安排重疊`
      : '與你日程上的安排重疊',
    then: '可取消另一項，或選其他時間。',
  }),
  too_late: () => ({ what: '快要開始，來不及預約', then: '請選較後的時段。' }),
  too_many_bookings: (p) => ({ what: `一天內最多預約${number(p, 'most')}次`, then: '明天可再預約。' }),
  full: () => ({ what: '名額已滿', then: '有人取消時，名額會重新開放。' }),
  supervision_unsettled: () => ({
    what: '職員尚未與你核實是否受監管',
    then: '第一次預約前會核實，你可致電查詢。',
  }),
  officer_clearance_needed: () => ({
    what: '要先問你的監管人員',
    then: '名額會為你保留；未回覆，即未批核。',
  }),
  confirmation_needed: () => ({
    what: '我們會在明天傍晚前確認',
    then: '名額會為你保留，我們會寫電郵給你。',
  }),
  officer_declined: () => ({
    what: '監管人員沒有批核這項服務',
    then: '你可與監管人員談談，或選其他時段。',
  }),
  permission_unconfirmed: () => ({
    what: '請確認一次：你可以在香港做無薪義工',
    then: '有些簽證要先取得許可。',
  }),
  ask_staff: () => ({ what: '這個時段不能安排給你', then: '你可以選其他時段，或向職員查詢。' }),
  already_booked: () => ({ what: '你已預約這個時段', then: '可在「我的預約」查看。' }),
  not_open: () => ({ what: '這個時段未開放預約', then: '請選其他時段。' }),
  too_late_to_cancel: (p) => ({
    what: text(p, 'until')
      ? `可取消的時間至${dateAndTime('zh-Hant', text(p, 'until'))}`
      : '已過了可以取消的時間',
    then: '請致電當值電話，我們會代你通知。',
  }),
};
