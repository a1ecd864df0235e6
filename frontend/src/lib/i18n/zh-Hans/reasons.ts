import type { reasons as english } from '../en/reasons.ts';
import { range } from '../bound.ts';
import { number, text } from '../params.ts';
import { longDate } from '../time.ts';

/** What may be wrong with anything. */
const unknownFault = '请检查，内容似乎不对';

export const reasons: typeof english = {
  refusals: {
    section_incomplete: () => ({ what: '有一部分尚未完成', then: '请从列表打开并完成。' }),
    answers_settled: () => ({
      what: '这些答案职员已核对，不能再在这里更改',
      then: '如有错误，请告诉职员。',
    }),
    too_early: (p) => ({
      what: text(p, 'from') ? `${longDate('zh-Hans', text(p, 'from'))}起可再申请` : '未到可以再申请的日子',
      then: '在此之前可以做义工。',
    }),
    application_open: () => ({
      what: '你已经有一份申请',
      then: '请继续填写那一份。',
    }),
    wrong_state: () => ({ what: '你打开之后，情况已有变化', then: '请看看目前的情况。' }),
  },

  faults: {
    required: () => '请填写这一项',
    choose: () => '请选择一项',
    tick: () => '请阅读后勾选',
    too_short: (p) => `最少${number(p, 'min')}个字符（中文字一个当两个）`,
    too_long: (p) => `最多${number(p, 'max')}个字符`,
    invalid: () => unknownFault,
    not_a_date: () => '请输入正确的日期',
    out_of_range: (p) =>
      range('zh-Hans', p, ['要在MIN至MAX之间', '不可早于MIN', '不可超过MAX', unknownFault]),
    too_many: (p) => `最多选${number(p, 'max')}项`,
    email_not_ascii: () => '电邮地址只可用英文字母、数字和符号，例如ada@example.com',
    hkid_not_allowed: () => '请删去身份证号码',
    weak_password: () => '太容易被猜中，请用其他字词',
    password_too_short: (p) => `最少${number(p, 'min') || 15}个字符（中文字一个当两个）`,
    context_word: () => '请不要用与本站或你名字有关的字词',
    end_before_start: () => '完结时间要在开始时间之后',
    in_the_past: () => '请选将来的时间',
    unknown_code: () => '找不到这个编号',
  },

  problems: {
    bad_credentials: { what: '电邮或密码不正确' },
    address_unverified: { what: '电邮地址尚未确认', then: '请打开电邮里的链接，或让我们再发一次。' },
    session_ended: { what: '你已退出登录', then: '请登录后继续。' },
    link_expired: { what: '这个链接已经失效', then: '链接已用过，或时间太久。' },
    stale_version: { what: '其他同事刚改了这份内容', then: '请看看新的内容再决定。' },
    too_many: { what: '次数太多', then: '请等一分钟再试。' },
    busy: { what: '系统正忙', then: '内容没有遗失，请稍后再试。' },
    offline: { what: '没有网络', then: '恢复网络后再试；内容没有改变。' },
    unreachable: { what: '暂时连接不到', then: '请稍后再试；内容没有改变。' },
    forbidden: { what: '你的账户不能这样做' },
    not_found: { what: '找不到，或不开放给你' },
    refused: { what: '目前的情况下不能这样做' },
    invalid: { what: '有内容需要更正' },
    body_too_long: { what: '文字太多', then: '请缩短后再发送。' },
    internal: { what: '我们这边出了问题', then: '请稍后再试；如仍不行，请致电我们。' },
  },

  waitMinutes: (minutes) => `请等${minutes === 1 ? '一' : minutes}分钟再试。`,
  unknown: { what: '这个原因未能在这里说明', then: '请向职员查询，他们看得到。' },
  unknownFault,
};
