import type { staffReasons as english } from '../en/staff-reasons.ts';
import { list, number, text, total, type Params } from '../params.ts';
import { longDate } from '../time.ts';
import { rules } from './rounds.ts';

function removed(p: Params): string {
  return `之前的條件，有${number(p, 'leftBefore')}位導師符合。`;
}

export const staffReasons: typeof english = {
  decide_alone: () => ({ what: '時數和時段不同，或者附有原因', then: '請看過這一項，再個別核實。' }),
  too_many_hours: (p) => ({
    what: `對方${longDate('zh-Hant', text(p, 'on'))}已有${number(p, 'hours')}小時，一日最多${number(p, 'most')}小時`,
    then: `最多可記${number(p, 'most') - number(p, 'hours')}小時；如其他時數有誤，請先更正。`,
  }),
  profile_incomplete: () => ({
    what: '對方未答完申請的問題',
    then: '請對方在自己的頁面答完，再確認。',
  }),
  not_under_supervision: () => ({ what: '這位人士仍受監管', then: '現在可以做義工，監管完結後再申請。' }),
  end_month_unknown: () => ({
    what: '對方未填刑期或監管何時完結',
    then: '請對方在自己的頁面回答「監管」一題。',
  }),
  desistance_too_short: (p) => ({
    what: `監管完結未滿${number(p, 'months')}個月`,
    then: '可與對方訂下再申請的日期。',
  }),
  clearance_check_missing: () => ({ what: '尚未核對探訪許可', then: '看過後，請在這裡記錄。' }),
  references_missing: (p) => ({
    what: `已有${number(p, 'have')}份諮詢人意見，需要${number(p, 'needed')}份`,
    then: '收到其餘的，請在這裡記錄。',
  }),
  psychologist_endorsement_missing: () => ({
    what: '心理學家尚未就面談表示同意',
    then: '請聯絡面談的心理學家。',
  }),
  hours_missing: (p) => ({
    what: `培訓${number(p, 'have')}小時，需要${number(p, 'need')}小時`,
    then: '欠缺的可在下一班補上。',
  }),
  must_pass_missing: (p) => ({
    what: `尚未通過：${list(p, 'modules').join('、')}`,
    then: '這些單元必須通過。',
  }),
  shadowing_hours_missing: (p) => ({
    what: `實習${number(p, 'have')}小時，需要${number(p, 'need')}小時`,
    then: '由心理學家記錄。',
  }),
  psychologist_missing: () => ({ what: '未有指定實習的心理學家', then: '請選一位。' }),
  sign_off_missing: (p) => ({
    what: text(p, 'who') === 'psychologist' ? '心理學家尚未簽核' : '統籌主任尚未簽核',
    then: '雙方都要簽核。',
  }),
  confirmation_missing: (p) => ({
    what: text(p, 'what') === 'offers' ? '導師能給予甚麼，尚未確認' : '導師對哪些話題自在，尚未確認',
    then: '前者由統籌主任確認，後者由心理學家確認。',
  }),
  assigned_already: () => ({ what: '已由這位心理學家負責', then: '請選另一位。' }),
  capacity_below_taken: () => ({
    what: '已預約的人數多於這個名額',
    then: '請輸入不少於已預約人數的數目。',
  }),
  insurance_expired: () => ({ what: '機構的保險已到期', then: '請先記錄新的保險。' }),
  agreement_expired: () => ({ what: '與機構的協議已到期', then: '請先記錄新的協議。' }),
  no_slots: () => ({ what: '未有將來的時段', then: '請先加入時段。' }),
  flag_day_needs_sat_or_wed: () => ({ what: '賣旗日只在星期三和星期六', then: '請更改時段的日子。' }),
  flag_day_hours: (p) => ({
    what: `賣旗日的時間是${text(p, 'from')}至${text(p, 'to')}`,
    then: '請更改時段的時間。',
  }),
  youth_needs_check: () => ({
    what: '青少年服務需要性罪行定罪紀錄查核',
    then: '請在內容裡選擇這項查核。',
  }),
  slot_has_bookings: () => ({
    what: '已有人預約，日子和時間不能改',
    then: '請取消這個時段，再加一個。',
  }),
  already_started: () => ({ what: '時段已經開始', then: '不能再更改。' }),
  too_many_slots: (p) => ({
    what: `每個服務機會最多有${number(p, 'max')}個時段`,
    then: '其餘的請另開服務機會。',
  }),
  already_registered: () => ({ what: '已有監管人員登記這個人', then: '請聯絡那位監管人員的辦事處。' }),
  accepted_already: () => ({
    what: '對方已經接受邀請',
    then: '如不應擔任，請在「職員帳戶」終止崗位。',
  }),
  reference_taken: () => ({
    what: '另一個轉介已用了這個編號',
    then: '請用另一個編號。',
  }),
  emergency_unreviewed: () => ({ what: '你打開過這個檔案，仍未覆核', then: '請等私隱主任覆核。' }),
  no_emergency_needed: () => ({ what: '這是你跟進的人，本來就可以看', then: '請在你的名單找。' }),
  not_yourself: () => ({ what: '這件事不能由本人處理', then: '請選另一人。' }),
  not_yet: () => ({ what: '時段還未開始', then: '請在開始後再來。' }),
  consent_missing: () => ({ what: '未有記錄書面同意', then: '請記錄日期和見證人。' }),
  not_sentenced: () => ({ what: '這位人士尚未判刑', then: '轉介可先存為草稿。' }),
  too_short_stay: (p) => ({
    what: `離開院所前，不夠時間會面${number(p, 'sessions')}次`,
    then: '可與中心商量離開後的支援。',
  }),
  mentor_not_active: () => ({ what: '這位導師現時不在服務中', then: '請選其他導師。' }),
  training_incomplete: () => ({ what: '導師的培訓未完成', then: '導師的頁面寫明還欠哪個單元。' }),
  mentor_certification_ended: () => ({ what: '這位導師的認證已到期', then: '請續期，或選其他導師。' }),
  no_psychologist_there: () => ({
    what: '中心沒有心理學家在導師可探訪的院所工作',
    then: '可為心理學家加入院所，或為導師申請進入其他院所。',
  }),
  psychologists_full: () => ({
    what: '在那裡工作的心理學家，現時都沒有空缺',
    then: '可增加心理學家的名額。',
  }),
  placing_changed: () => ({ what: '這個安排已不是最合適的', then: '期間有資料改變，請看新的名單。' }),
  mentor_no_capacity: () => ({ what: '這位導師沒有空缺', then: '請選其他導師。' }),
  psychologist_no_capacity: () => ({ what: '這位心理學家現時沒有空缺', then: '可由另一位心理學家督導。' }),
  referral_not_eligible: () => ({ what: '這份轉介現時不能配對', then: '請看看還欠甚麼。' }),
  both_psychologists_needed: () => ({ what: '需要兩位心理學家同意', then: '已通知另一位。' }),
  held_there: (p) => ({
    what: `過去${number(p, 'months') || 24}個月內曾在${text(p, 'institution') || '其中一間院所'}羈留`,
    then: '請不要選這間院所。',
  }),
  two_people_needed: () => ({
    what: '要由兩個人分別確認',
    then: '其中一個已經是你，另一個請找同事。',
  }),
  pairings_open: () => ({ what: '仍有同行配對進行中', then: '請先好好完結，或讓導師暫停。' }),
  already_endorsed: () => ({ what: '你已經同意這份建議', then: '不用再做甚麼。' }),
  mentor_consent_missing: () => ({ what: '導師現時不同意參加配對', then: '可與導師談談，或選其他導師。' }),
  supervisor_changed: () => ({
    what: '導師現由另一位心理學家督導',
    then: '請不批核這份，下一輪會重新建議。',
  }),
  association_clearance_needed: () => ({
    what: '監管人員未批核這位導師接觸對方',
    then: '請向監管人員查詢，或選其他導師。',
  }),
  supervisor_missing: () => ({
    what: '為導師簽核的心理學家已離任',
    then: '請先由另一位心理學家簽核。',
  }),
  language_not_shared: () => ({
    what: '兩人沒有可談心事的共同語言',
    then: '請選其他導師，或更正語言資料。',
  }),
  mentor_proposed_already: () => ({
    what: '導師的名額已留給其他建議',
    then: '請先決定那些建議，或選其他導師。',
  }),
  institutions_missing: () => ({
    what: '導師尚未獲准進入任何院所',
    then: '獲准後，請在導師一頁記錄。',
  }),
  availability_too_short: (p) => ({
    what:
      'least' in p
        ? `每星期只有${number(p, 'halfHours') / 2}小時重疊，最少要${number(p, 'least') / 2}小時`
        : '兩人共同的空閒時間太少',
    then: '請再看空閒時間，或選其他導師。',
  }),
  supervisor_not_there: () => ({
    what: '督導導師的心理學家不在這所院所工作',
    then: '請選其他導師，或在心理學家的頁面加入這所院所。',
  }),
  kept_apart: () => ({
    what: '你的中心須分隔這兩個人',
    then: '兩位統籌主任提出不再分隔後，才可繼續。',
  }),
  institution_not_cleared: () => ({
    what: '導師未獲准進入這間院所',
    then: '獲准後，請在導師一頁記錄。',
  }),
  same_gender_wanted: () => ({ what: '這位人士要求同性別的導師', then: '請選其他導師。' }),
  consent_renewal_due: (p) => ({
    what: `書面同意已超過${number(p, 'months') || 12}個月`,
    then: '請在轉介記錄新的同意。',
  }),
  proposed_already: () => ({ what: '這位人士已在另一份建議之中', then: '請先決定那一份。' }),
  round_under_way: () => ({ what: '這間中心有一輪正在配對', then: '請等它完成，或先停止它。' }),
  ask_staff: (p) =>
    text(p, 'of') === 'pairing'
      ? { what: '這兩個人暫時不能配對', then: '原因不會在這裡顯示。' }
      : { what: '這個時段不能安排給你', then: '你可以選其他時段，或向職員查詢。' },
  pause_of_another: () => ({ what: '是導師或在囚人士想暫停', then: '請先詢問可否重新開始。' }),
  paused_by_staff: () => ({ what: '這個配對由職員暫停', then: '可由職員重新開始。' }),
  consent: () => ({ what: '未有書面同意，或同意已過期', then: '記錄後，會自動加入下一輪。' }),
  not_suitable_now: () => ({ what: '暫時不能提議', then: '請選另一位導師。' }),
  no_candidate: (p) => ({
    what:
      'firstEmptyRule' in p
        ? `沒有導師${rules[text(p, 'firstEmptyRule')] ?? '符合所有條件'}`
        : '暫時沒有合適的導師',
    then: 'firstEmptyRule' in p ? removed(p) : '下一輪會再看。',
  }),
  crowded_out: (p) => ({
    what:
      total(p, 'tiers') + number(p, 'pinned') === 0
        ? '有合適的導師，但他們或督導他們的心理學家暫時不接新配對'
        : `${number(p, 'suitable')}位合適的導師，都已配給等候同樣久或更久的人`,
    then: `${without(number(p, 'mentors'), number(p, 'psychologists'))}現時沒有名額。多一個名額，便可能配到。`,
  }),
  changed_meanwhile: () => ({ what: '配對期間，轉介或導師的情況有變', then: '下一輪會以最新情況配對。' }),
};

/** Who has no room, without those of whom there are none. */
const without = (mentors: number, psychologists: number) =>
  [mentors > 0 && `${mentors}位導師`, psychologists > 0 && `${psychologists}位心理學家`]
    .filter(Boolean)
    .join('和');
