import type { bookingReasons as english } from '../en/booking-reasons.ts';
import { number, text, type Params } from '../params.ts';
import { dateAndTime, longDate, timeRange } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: '性罪行定罪纪录查核',
  correctional_clearance: '探访许可',
  reference: '推荐人意见',
  identity_seen: '身份核对',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? '记录查核';

export const bookingReasons: typeof english = {
  min_age: (p) => ({ what: `服务当日要年满${number(p, 'age')}岁`, then: '其他时段没有年龄限制。' }),
  birth_month_unknown: () => ({
    what: '这个时段需要知道你的出生年月',
    then: '服务设有年龄下限，只需告诉我们一次。',
  }),
  check_missing: (p) => ({
    what: `要有${check(p)}，有效至服务当日`,
    then: '可以交给职员看，或请职员告诉你怎样申请。',
  }),
  check_expires: (p) => ({
    what: `你的${check(p)}于${longDate('zh-Hans', text(p, 'validTo'))}到期，早于服务当日`,
    then: '请把新的交给职员看。',
  }),
  clash: (p) => ({
    what: text(p, 'startsAt')
      ? `与你${timeRange('zh-Hans', text(p, 'startsAt'), text(p, 'endsAt'))}的安排重叠`
      : '与你日程上的安排重叠',
    then: '可取消另一项，或选其他时间。',
  }),
  too_late: () => ({ what: '快要开始，来不及预约', then: '请选较后的时段。' }),
  too_many_bookings: (p) => ({ what: `一天内最多预约${number(p, 'most')}次`, then: '明天可再预约。' }),
  full: () => ({ what: '名额已满', then: '有人取消时，名额会重新开放。' }),
  supervision_unsettled: () => ({
    what: '职员尚未与你核实是否受监管',
    then: '第一次预约前会核实，你可致电查询。',
  }),
  officer_clearance_needed: () => ({
    what: '要先问你的监管人员',
    then: '名额会为你保留；未回复，即未批核。',
  }),
  confirmation_needed: () => ({
    what: '我们会在明天傍晚前确认',
    then: '名额会为你保留，我们会写电邮给你。',
  }),
  officer_declined: () => ({
    what: '监管人员没有批核这项服务',
    then: '你可与监管人员谈谈，或选其他时段。',
  }),
  permission_unconfirmed: () => ({
    what: '请确认一次：你可以在香港做无薪义工',
    then: '有些签证要先取得许可。',
  }),
  ask_staff: () => ({ what: '这个时段不能安排给你', then: '你可以选其他时段，或向职员查询。' }),
  already_booked: () => ({ what: '你已预约这个时段', then: '可在“我的预约”查看。' }),
  not_open: () => ({ what: '这个时段未开放预约', then: '请选其他时段。' }),
  too_late_to_cancel: (p) => ({
    what: text(p, 'until')
      ? `可取消的时间至${dateAndTime('zh-Hans', text(p, 'until'))}`
      : '已过了可以取消的时间',
    then: '请致电当值电话，我们会代你通知。',
  }),
};
