import type { staffReasons as english } from '../en/staff-reasons.ts';
import { list, number, text, total, type Params } from '../params.ts';
import { longDate } from '../time.ts';
import { rules } from './rounds.ts';

function removed(p: Params): string {
  return `之前的条件，有${number(p, 'leftBefore')}位导师符合。`;
}

export const staffReasons: typeof english = {
  decide_alone: () => ({ what: '时数和时段不同，或者附有原因', then: '请看过这一项，再个别核实。' }),
  too_many_hours: (p) => ({
    what: `对方${longDate('zh-Hans', text(p, 'on'))}已有${number(p, 'hours')}小时，一日最多${number(p, 'most')}小时`,
    then: `最多可记${number(p, 'most') - number(p, 'hours')}小时；如其他时数有误，请先更正。`,
  }),
  profile_incomplete: () => ({
    what: '对方未答完申请的问题',
    then: '请对方在自己的页面答完，再确认。',
  }),
  not_under_supervision: () => ({ what: '这位人士仍受监管', then: '现在可以做义工，监管完结后再申请。' }),
  end_month_unknown: () => ({
    what: '对方未填刑期或监管何时完结',
    then: '请对方在自己的页面回答“监管”一题。',
  }),
  desistance_too_short: (p) => ({
    what: `监管完结未满${number(p, 'months')}个月`,
    then: '可与对方订下再申请的日期。',
  }),
  clearance_check_missing: () => ({ what: '尚未核对探访许可', then: '看过后，请在这里记录。' }),
  references_missing: (p) => ({
    what: `已有${number(p, 'have')}份推荐人意见，需要${number(p, 'needed')}份`,
    then: '收到其余的，请在这里记录。',
  }),
  psychologist_endorsement_missing: () => ({
    what: '心理学家尚未就面谈表示同意',
    then: '请联络面谈的心理学家。',
  }),
  hours_missing: (p) => ({
    what: `培训${number(p, 'have')}小时，需要${number(p, 'need')}小时`,
    then: '缺的可在下一班补上。',
  }),
  must_pass_missing: (p) => ({
    what: `尚未通过：${list(p, 'modules').join('、')}`,
    then: '这些单元必须通过。',
  }),
  shadowing_hours_missing: (p) => ({
    what: `实习${number(p, 'have')}小时，需要${number(p, 'need')}小时`,
    then: '由心理学家记录。',
  }),
  psychologist_missing: () => ({ what: '没有指定实习的心理学家', then: '请选一位。' }),
  sign_off_missing: (p) => ({
    what: text(p, 'who') === 'psychologist' ? '心理学家尚未签字确认' : '统筹主任尚未签字确认',
    then: '双方都要签字确认。',
  }),
  confirmation_missing: (p) => ({
    what: text(p, 'what') === 'offers' ? '导师能给予什么，尚未确认' : '导师对哪些话题自在，尚未确认',
    then: '前者由统筹主任确认，后者由心理学家确认。',
  }),
  assigned_already: () => ({ what: '已由这位心理学家负责', then: '请选另一位。' }),
  capacity_below_taken: () => ({
    what: '已预约的人数多于这个名额',
    then: '请输入不少于已预约人数的数量。',
  }),
  insurance_expired: () => ({ what: '机构的保险已到期', then: '请先记录新的保险。' }),
  agreement_expired: () => ({ what: '与机构的协议已到期', then: '请先记录新的协议。' }),
  no_slots: () => ({ what: '没有将来的时段', then: '请先加入时段。' }),
  flag_day_needs_sat_or_wed: () => ({ what: '卖旗日只在星期三和星期六', then: '请更改时段的日子。' }),
  flag_day_hours: (p) => ({
    what: `卖旗日的时间是${text(p, 'from')}至${text(p, 'to')}`,
    then: '请更改时段的时间。',
  }),
  youth_needs_check: () => ({
    what: '青少年服务需要性罪行定罪纪录查核',
    then: '请在内容里选择这项查核。',
  }),
  slot_has_bookings: () => ({
    what: '已有人预约，日子和时间不能改',
    then: '请取消这个时段，再加一个。',
  }),
  already_started: () => ({ what: '时段已经开始', then: '不能再更改。' }),
  too_many_slots: (p) => ({
    what: `每个服务机会最多有${number(p, 'max')}个时段`,
    then: '其余的请另开服务机会。',
  }),
  already_registered: () => ({ what: '已有监管人员登记这个人', then: '请联络那位监管人员的办事处。' }),
  accepted_already: () => ({
    what: '对方已经接受邀请',
    then: '如果不应担任，请在“职员账户”终止岗位。',
  }),
  reference_taken: () => ({
    what: '另一个转介已用了这个编号',
    then: '请用另一个编号。',
  }),
  emergency_unreviewed: () => ({ what: '你打开过这个档案，仍未复核', then: '请等隐私主任复核。' }),
  no_emergency_needed: () => ({ what: '这是你跟进的人，本来就可以看', then: '请在你的名单找。' }),
  not_yourself: () => ({ what: '这件事不能由本人处理', then: '请选另一人。' }),
  not_yet: () => ({ what: '时段还未开始', then: '请在开始后再来。' }),
  consent_missing: () => ({ what: '没有记录书面同意', then: '请记录日期和见证人。' }),
  not_sentenced: () => ({ what: '这位人士尚未判刑', then: '转介可先存为草稿。' }),
  too_short_stay: (p) => ({
    what: `离开院所前，不够时间会面${number(p, 'sessions')}次`,
    then: '可与中心商量离开后的支援。',
  }),
  mentor_not_active: () => ({ what: '这位导师目前不在服务中', then: '请选其他导师。' }),
  training_incomplete: () => ({ what: '导师的培训未完成', then: '导师的页面写明还欠哪个单元。' }),
  mentor_certification_ended: () => ({ what: '这位导师的认证已到期', then: '请续期，或选其他导师。' }),
  no_psychologist_there: () => ({
    what: '中心没有心理学家在导师可探访的院所工作',
    then: '可为心理学家加入院所，或为导师申请进入其他院所。',
  }),
  psychologists_full: () => ({
    what: '在那里工作的心理学家，目前都没有空缺',
    then: '可增加心理学家的名额。',
  }),
  placing_changed: () => ({ what: '这个安排已不是最合适的', then: '期间有资料改变，请看新的名单。' }),
  mentor_no_capacity: () => ({ what: '这位导师没有空缺', then: '请选其他导师。' }),
  psychologist_no_capacity: () => ({ what: '这位心理学家目前没有空缺', then: '可由另一位心理学家督导。' }),
  referral_not_eligible: () => ({ what: '这份转介目前不能配对', then: '请看看还缺什么。' }),
  both_psychologists_needed: () => ({ what: '需要两位心理学家同意', then: '已通知另一位。' }),
  held_there: (p) => ({
    what: `过去${number(p, 'months') || 24}个月内曾在${text(p, 'institution') || '其中一间院所'}羁押`,
    then: '请不要选这间院所。',
  }),
  two_people_needed: () => ({
    what: '要由两个人分别确认',
    then: '其中一个已经是你，另一个请找同事。',
  }),
  pairings_open: () => ({ what: '仍有同行配对进行中', then: '请先好好完结，或让导师暂停。' }),
  already_endorsed: () => ({ what: '你已经同意这份建议', then: '不用再做什么。' }),
  mentor_consent_missing: () => ({ what: '导师目前不同意参加配对', then: '可与导师谈谈，或选其他导师。' }),
  supervisor_changed: () => ({
    what: '导师现由另一位心理学家督导',
    then: '请不批核这份，下一轮会重新建议。',
  }),
  association_clearance_needed: () => ({
    what: '监管人员未批核这位导师接触对方',
    then: '请向监管人员查询，或选其他导师。',
  }),
  supervisor_missing: () => ({
    what: '为导师签字确认的心理学家已离任',
    then: '请先由另一位心理学家签字确认。',
  }),
  language_not_shared: () => ({
    what: '两人没有可谈心事的共同语言',
    then: '请选其他导师，或更正语言资料。',
  }),
  mentor_proposed_already: () => ({
    what: '导师的名额已留给其他建议',
    then: '请先决定那些建议，或选其他导师。',
  }),
  institutions_missing: () => ({
    what: '导师尚未获准进入任何院所',
    then: '获准后，请在导师一页记录。',
  }),
  availability_too_short: (p) => ({
    what:
      'least' in p
        ? `每星期只有${number(p, 'halfHours') / 2}小时重叠，最少要${number(p, 'least') / 2}小时`
        : '两人共同的空闲时间太少',
    then: '请再看空闲时间，或选其他导师。',
  }),
  supervisor_not_there: () => ({
    what: '督导导师的心理学家不在这所院所工作',
    then: '请选其他导师，或在心理学家的页面加入这所院所。',
  }),
  kept_apart: () => ({
    what: '你的中心须分隔这两个人',
    then: '两位统筹主任提出不再分隔后，才可继续。',
  }),
  institution_not_cleared: () => ({
    what: '导师未获准进入这间院所',
    then: '获准后，请在导师一页记录。',
  }),
  same_gender_wanted: () => ({ what: '这位人士要求同性别的导师', then: '请选其他导师。' }),
  consent_renewal_due: (p) => ({
    what: `书面同意已超过${number(p, 'months') || 12}个月`,
    then: '请在转介记录新的同意。',
  }),
  proposed_already: () => ({ what: '这位人士已在另一份建议之中', then: '请先决定那一份。' }),
  round_under_way: () => ({ what: '这间中心有一轮正在配对', then: '请等它完成，或先停止它。' }),
  ask_staff: (p) =>
    text(p, 'of') === 'pairing'
      ? { what: '这两个人暂时不能配对', then: '原因不会在这里显示。' }
      : { what: '这个时段不能安排给你', then: '你可以选其他时段，或向职员查询。' },
  pause_of_another: () => ({ what: '是导师或在囚人士想暂停', then: '请先询问可否重新开始。' }),
  paused_by_staff: () => ({ what: '这个配对由职员暂停', then: '可由职员重新开始。' }),
  consent: () => ({ what: '没有书面同意，或同意已过期', then: '记录后，会自动加入下一轮。' }),
  not_suitable_now: () => ({ what: '暂时不能提议', then: '请选另一位导师。' }),
  no_candidate: (p) => ({
    what:
      'firstEmptyRule' in p
        ? `没有导师${rules[text(p, 'firstEmptyRule')] ?? '符合所有条件'}`
        : '暂时没有合适的导师',
    then: 'firstEmptyRule' in p ? removed(p) : '下一轮会再看。',
  }),
  crowded_out: (p) => ({
    what:
      total(p, 'tiers') + number(p, 'pinned') === 0
        ? '有合适的导师，但他们或督导他们的心理学家暂时不接新配对'
        : `${number(p, 'suitable')}位合适的导师，都已配给等候同样久或更久的人`,
    then: `${without(number(p, 'mentors'), number(p, 'psychologists'))}目前没有名额。多一个名额，便可能配到。`,
  }),
  changed_meanwhile: () => ({ what: '配对期间，转介或导师的情况有变', then: '下一轮会以最新情况配对。' }),
};

/** Who has no room, without those of whom there are none. */
const without = (mentors: number, psychologists: number) =>
  [mentors > 0 && `${mentors}位导师`, psychologists > 0 && `${psychologists}位心理学家`]
    .filter(Boolean)
    .join('和');
