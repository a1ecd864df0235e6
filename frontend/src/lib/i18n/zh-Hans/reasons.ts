import type { reasons as english } from '../en/reasons.ts';
import { number, text, type Params } from '../params.ts';
import { dateAndTime, longDate, timeRange } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: '性罪行定罪纪录查核',
  correctional_clearance: '探访许可',
  reference: '咨询人意见',
  identity_seen: '身份核对',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? '纪录查核';

/** A bound of a range: a day in words, or a number. */
const bound = (params: Params, name: 'min' | 'max') =>
  text(params, name) ? longDate('zh-Hans', text(params, name)) : String(number(params, name));

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
    answers_settled: () => ({
      what: '这些答案职员已核对，不能再在这里更改',
      then: '如有错误，请告诉职员。',
    }),
    too_early: (p) => ({
      what: text(p, 'from') ? `${longDate('zh-Hans', text(p, 'from'))}起可再申请` : '未到可以再申请的日子',
      then: '在此之前可以做义工。',
    }),
    wrong_state: () => ({ what: '你打开之后，情况已有变化', then: '请看看现时的情况。' }),
    stale_version: () => ({ what: '其他同事刚改了这份内容', then: '请看看新的内容再决定。' }),
  },

  faults: {
    required: () => '请填写这一项',
    too_short: (p) => `最少${number(p, 'min')}个字元`,
    too_long: (p) => `最多${number(p, 'max')}个字元`,
    invalid: () => '请检查，内容似乎不对',
    unknown_field: () => '这一项不需要提供',
    not_a_date: () => '请输入正确的日期',
    out_of_range: (p) => `要在${bound(p, 'min')}至${bound(p, 'max')}之间`,
    too_many: (p) => `最多选${number(p, 'max')}项`,
    hkid_not_allowed: () => '请删去身份证号码',
    weak_password: () => '太容易被猜中，请用其他字词',
    password_too_short: (p) => `最少${number(p, 'min') || 15}个字元`,
    context_word: () => '请不要用与本站或你名字有关的字词',
    end_before_start: () => '结束时间要在开始时间之后',
    shift_too_long: (p) => `每次最多${number(p, 'hours')}小时`,
    in_the_past: () => '请选将来的时间',
    too_far_ahead: (p) => `请选${number(p, 'days')}日之内的日子`,
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
