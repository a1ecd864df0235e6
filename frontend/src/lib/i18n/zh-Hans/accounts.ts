import type { accounts as english } from '../en/accounts.ts';

export const accounts: typeof english = {
  emailHint: '我们的电邮不会提及计划名称。',
  passwordHint:
    '最少8个中文字，或15个英文字母和数字。自己想出来的一句话就很好，像“外婆家门口有只花猫”；请另想一句。',
  join: {
    title: '注册账户',
    intro: '可以做义工，也可以申请成为导师。约需三分钟。',
    supervision: '你目前受监管吗？',
    supervisionHint:
      '有些人离开院所后，一段时间内有监管人员跟进。答“是”不会令你不能参加；第一次预约前，职员会与你一起核实。',
    notice: '我们怎样使用你的资料',
    noticeLead: (version) => `隐私声明，第${version}版`,
    agree: '我已阅读这份声明',
    action: '注册账户',
    busy: '正在注册账户',
    have: '已有账户？',
    checkMail: '请查看电邮',
    checkMailWhy: (email) => `如果${email}可以使用，信箱里已有一封附链接的电邮。请在30分钟内打开。`,
    checkMailNot: '找不到？请看看垃圾邮件，或再发一次。',
    again: '再发一次',
    againIn: (seconds) => `${seconds}秒后可以再发`,
    againDone: '已再次发出',
    other: '改用另一个电邮',
  },
  notice: {
    purpose: { head: '用途', text: '安排义工服务和朋辈导师计划：预约、培训、配对，以及联络你。' },
    what: {
      head: '我们保存什么',
      text: '你的电邮、你选的称呼、语言，以及你日后加上的资料。我们不会问身份证号码，也不保存任何罪行资料。宗教和健康另有一题，可以略过，不会影响什么。',
    },
    who: {
      head: '谁会看到',
      text: '职员只看到工作所需的资料。你服务的机构只会看到你的称呼和时段，没有其他。不会为任何人评分或排名。',
    },
    may: {
      head: '一定要提供吗？',
      text: '注册账户需要电邮、称呼和密码。其他资料由你决定；不提供的话，有些服务未必可以参加。',
    },
    rights: {
      head: '你的权利',
      text: '你可随时要求查阅、更正或删除我们保存的资料，也可撤回你的同意，不用解释。',
    },
  },
  verify: {
    title: '确认电邮地址',
    text: '按下按钮，账户便可使用。',
    action: '确认',
    busy: '正在确认',
    missing: '这个链接不完整',
    missingWhy: '请从电邮再次打开，或索取新的链接。',
    expired: '这个链接已经失效',
    expiredWhy: '链接已用过，或时间太久。我们可以再发一个。',
    newLink: '发新的链接',
  },
  forgot: {
    title: '忘记密码',
    text: '请输入你的电邮。如有账户，我们会寄上链接，让你设定新密码。',
    action: '发出链接',
    sent: '请查看电邮',
    sentWhy: '如果这个电邮有账户，链接已经发出，30分钟内有效。',
  },
  reset: {
    title: '设定新密码',
    text: '之后，你会在所有设备退出登录，再用新密码登录。',
    action: '更改密码',
  },
  invitation: {
    title: '接受邀请',
    text: '你获邀在这里工作。',
    choose: '请选一个称呼和密码。',
    haveAccount: '这个电邮已有账户，接受后照常登录就可以。',
    again: '请从电邮再次打开。如仍不行，请邀请你的人再寄一次。已接受邀请，可以登录。',
    action: '接受邀请',
    busy: '正在接受',
    done: '已经加入',
    doneWhy: '请登录开始。',
  },
};
