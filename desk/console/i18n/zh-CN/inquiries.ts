import type { NeverAsked } from '../../../wire/inquiry.ts';

/** What an agent asks a member to add to their ticket. */
export const inquiries = {
  title: '请会员补充',
  hint: '会员打开着的工单里马上会看到，填好后自动回到这里。',
  kinds: { screenshot: '截图', order: '订单号', time: '发生时间', 'yes-no': '是或否' },
  /** What the member reads without words of the agent's own. */
  standard: {
    screenshot: '请补充一张截图',
    order: '请补充订单号',
    time: '请补充发生的时间',
    'yes-no': '现在到了吗？',
  },
  words: {
    screenshot: '要看到什么',
    order: '哪一笔订单',
    time: '什么的时间',
    'yes-no': '要问的问题',
  },
  example: {
    screenshot: '例如：订单详情页，看得到区服',
    order: '例如：今天买的那一笔',
    time: '例如：付款的时间',
    'yes-no': '例如：重新登录后到了吗？',
  },
  rule: '不能索要卡密、验证码、密码、证件和转账，写了发不出去。',
  seen: (words: string) => `会员会看到：${words}`,
  send: '发给会员',
  sent: '已发给会员',
  waiting: (when: string) => `等会员补充，${when} 发出`,
  withdraw: '撤回',
  withdrawIt: (what: string) => `撤回：${what}`,
  withdrawn: '已撤回',
  answered: (when: string) => `${when} 补充`,
  arrived: (what: string, answer: string) => `会员补充了${what}：${answer}`,
  yes: '是',
  no: '否',
  none: '没有，或不清楚',
  pictures: (n: number) => `${n} 张截图，见下方`,
  before: (value: string) => `之前填的是 ${value}`,
  mark: '会员已补充',
  never: {
    card: '提到了卡密、卡号或充值卡。客服从不索要，会员会以为遇到骗子。请换个问法，例如“货到了吗”。',
    code: '提到了验证码、激活码或短信数字。客服从不索要，请换个问法。',
    password: '提到了密码。客服从不索要密码，“不要发密码”也请不要写：匆匆一看就会读成要密码。',
    'bank-card': '提到了银行卡或信用卡。客服从不索要，请换个问法。',
    'id-number': '提到了身份证件。客服从不索要，请换个问法。',
    transfer: '提到了转账、红包一类。客服从不要会员转账，请换个问法。',
    'screen-sharing': '提到了共享屏幕或远程控制。客服从不这样要求，请换个问法。',
    link: '里面有网址。请不要让会员打开别的网页。',
  } satisfies Record<NeverAsked, string>,
};
