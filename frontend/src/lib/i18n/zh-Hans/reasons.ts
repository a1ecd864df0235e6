import type { reasons as english } from '../en/reasons.ts';
import { list, number, text, type Params } from '../params.ts';
import { dateAndTime, longDate, timeRange } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: '性罪行定罪纪录查核',
  correctional_clearance: '探访许可',
  reference: '咨询人意见',
  identity_seen: '身份核对',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? '纪录查核';

export const reasons: typeof english = {
  refusals: {
    min_age: (p) => ({ what: `服务当日要年满${number(p, 'age')}岁`, then: '其他时段没有年龄限制。' }),
    birth_month_unknown: () => ({
      what: '这个时段需要知道你的出生年月',
      then: '服务设有年龄下限，只需告诉我们一次。',
    }),
    check_missing: (p) => ({ what: `要有${check(p)}，有效至服务当日`, then: '职员可以告诉你怎样申请。' }),
    check_expires: (p) => ({
      what: `你的${check(p)}于${longDate('zh-Hans', text(p, 'validTo'))}到期，早于服务当日`,
      then: '请把新的交给职员看。',
    }),
    ask_staff: () => ({ what: '这个时段不能安排给你', then: '你可以选其他时段，或向职员查询。' }),
    clash: (p) => ({
      what: text(p, 'startsAt')
        ? `与你${timeRange('zh-Hans', text(p, 'startsAt'), text(p, 'endsAt'))}的安排重叠`
        : '与你日程上的安排重叠',
      then: '可取消另一项，或选其他时间。',
    }),
    too_late: () => ({ what: '快要开始，来不及预约', then: '请选较后的时段。' }),
    full: () => ({ what: '名额已满', then: '有人取消时，名额会重新开放。' }),
    supervision_unsettled: () => ({
      what: '职员尚未与你核实是否受监管',
      then: '第一次预约前会核实，你可致电查询。',
    }),
    officer_clearance_needed: () => ({
      what: '要先问你的监管人员',
      then: '名额会为你保留；未回复，即未批核。',
    }),
    officer_declined: () => ({
      what: '监管人员没有批核这项服务',
      then: '你可与监管人员谈谈，或选其他时段。',
    }),
    permission_unconfirmed: () => ({
      what: '请确认一次：你可以在香港做无薪义工',
      then: '有些签证要先取得许可。',
    }),
    already_booked: () => ({ what: '你已预约这个时段', then: '可在“我的预约”查看。' }),
    not_open: () => ({ what: '这个时段未开放预约', then: '请选其他时段。' }),
    too_late_to_cancel: (p) => ({
      what: text(p, 'until')
        ? `可取消的时间至${dateAndTime('zh-Hans', text(p, 'until'))}`
        : '已过了可以取消的时间',
      then: '请致电当值电话，我们会代你通知。',
    }),
    section_incomplete: () => ({ what: '有一部分尚未完成', then: '请从清单打开并完成。' }),
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
    wrong_state: () => ({ what: '你打开之后，情况已有变化', then: '请看看现时的情况。' }),
    stale_version: () => ({ what: '其他同事刚改了这份内容', then: '请看看新的内容再决定。' }),
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
  },

  faults: {
    required: () => '请填写这一项',
    too_short: (p) => `最少${number(p, 'min')}个字元`,
    too_long: (p) => `最多${number(p, 'max')}个字元`,
    invalid: () => '请检查，内容似乎不对',
    unknown_field: () => '这一项不需要提供',
    not_a_date: () => '请输入正确的日期',
    out_of_range: (p) =>
      `要在${text(p, 'min') || number(p, 'min')}至${text(p, 'max') || number(p, 'max')}之间`,
    too_many: (p) => `最多选${number(p, 'max')}项`,
    hkid_not_allowed: () => '请删去身份证号码',
    weak_password: () => '太容易被猜中，请用其他字词',
    password_too_short: (p) => `最少${number(p, 'min') || 15}个字元`,
    context_word: () => '请不要用与本站或你名字有关的字词',
    unknown_code: () => '找不到这个编号',
    malformed_json: () => '传送时出错，请再试一次',
  },

  problems: {
    bad_credentials: { what: '电邮或密码不正确' },
    address_unverified: { what: '电邮地址尚未确认', then: '请打开电邮里的连结，或让我们再寄一次。' },
    session_ended: { what: '你已登出', then: '请登入后继续。' },
    link_expired: { what: '这个连结已经失效', then: '连结已用过，或时间太久。' },
    stale_version: { what: '其他同事刚改了这份内容', then: '请看看新的内容再决定。' },
    too_many_requests: { what: '次数太多', then: '请等一分钟再试。' },
    unavailable: { what: '系统正忙', then: '内容没有遗失，请稍后再试。' },
    offline: { what: '没有网络', then: '恢复网络后再试；内容未有改变。' },
    forbidden: { what: '你的账户不能这样做' },
    not_found: { what: '找不到，或不开放给你' },
    conflict: { what: '现时的情况下不能这样做' },
    invalid: { what: '有内容需要更正' },
    too_large: { what: '文字太多', then: '请缩短后再传送。' },
    unexpected: { what: '我们这边出了问题', then: '请稍后再试；如仍不行，请致电我们。' },
  },

  unknown: { what: '这个原因未能在这里说明', then: '请向职员查询，他们看得到。' },
  unknownFault: '请检查，内容似乎不对',
};
