import type { staffReasons as english } from '../en/staff-reasons.ts';
import { list, number, text } from '../params.ts';

export const staffReasons: typeof english = {
  not_under_supervision: () => ({ what: '这位人士仍受监管', then: '现在可以做义工，监管完结后再申请。' }),
  desistance_too_short: (p) => ({
    what: `监管完结未满${number(p, 'months')}个月`,
    then: '可与对方订下再申请的日期。',
  }),
  clearance_check_missing: () => ({ what: '尚未核对探访许可', then: '看过后，请在这里记录。' }),
  references_missing: (p) => ({
    what: `已有${number(p, 'have')}份咨询人意见，需要${number(p, 'needed')}份`,
    then: '收到其余的，请在这里记录。',
  }),
  psychologist_endorsement_missing: () => ({
    what: '心理学家尚未就面谈表示同意',
    then: '请联络面谈的心理学家。',
  }),
  hours_missing: (p) => ({
    what: `培训${number(p, 'have')}小时，需要${number(p, 'need')}小时`,
    then: '欠缺的可在下一班补上。',
  }),
  must_pass_missing: (p) => ({
    what: `尚未通过：${list(p, 'modules').join('、')}`,
    then: '这些单元必须通过。',
  }),
  shadowing_hours_missing: (p) => ({
    what: `实习${number(p, 'have')}小时，需要${number(p, 'need')}小时`,
    then: '由心理学家记录。',
  }),
  psychologist_missing: () => ({ what: '未有指定实习的心理学家', then: '请选一位。' }),
  sign_off_missing: (p) => ({
    what: text(p, 'who') === 'psychologist' ? '心理学家尚未签核' : '统筹主任尚未签核',
    then: '双方都要签核。',
  }),
  capacity_below_taken: () => ({
    what: '已预约的人数多于这个名额',
    then: '请输入不少于已预约人数的数目。',
  }),
  insurance_expired: () => ({ what: '机构的保险已到期', then: '请先记录新的保险。' }),
  agreement_expired: () => ({ what: '与机构的协议已到期', then: '请先记录新的协议。' }),
  no_slots: () => ({ what: '未有将来的时段', then: '请先加入时段。' }),
  flag_day_needs_sat_or_wed: () => ({ what: '卖旗日只在星期三和星期六', then: '请更改时段的日子。' }),
  not_yet: () => ({ what: '时段还未开始', then: '请在开始后再来。' }),
  consent_missing: () => ({ what: '未有记录书面同意', then: '请记录日期和见证人。' }),
  not_sentenced: () => ({ what: '这位人士尚未判刑', then: '转介可先存为草稿。' }),
  too_short_stay: (p) => ({
    what: `离开院所前，不够时间会面${number(p, 'sessions')}次`,
    then: '可与中心商量离开后的支援。',
  }),
  mentor_not_active: () => ({ what: '这位导师现时不在服务中', then: '请选其他导师。' }),
  mentor_certification_ended: () => ({ what: '这位导师的认证已到期', then: '请续期，或选其他导师。' }),
  mentor_no_capacity: () => ({ what: '这位导师没有空缺', then: '请选其他导师。' }),
  psychologist_no_capacity: () => ({ what: '这位心理学家的名额已满', then: '可由另一位心理学家督导。' }),
  referral_not_eligible: () => ({ what: '这份转介现时不能配对', then: '请看看还欠什么。' }),
  both_psychologists_needed: () => ({ what: '需要两位心理学家同意', then: '已通知另一位。' }),
};
