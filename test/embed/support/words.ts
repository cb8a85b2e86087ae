/** What members read, literally: the tests know the widget by nothing else. */
export const ZH = {
  close: '关闭',
  back: '返回',
  care: '长辈模式',
  checklist: '拨打前准备',
  safe: '客服不会索要卡密',
  greeting: '很高兴为您服务',
  open: '正在接听',
  closed: '已下班',
  busy: '约等 2–4 分钟',
  unknown: '接听情况未知',
  opens: /开始接听/,
  bookOnPill: '预约回电',
  call: /^拨打/,
  copyNumber: '复制号码',
  copied: '已复制',
  retry: '再试一次',
  unreachable: '暂时连不上服务台',
  loading: '正在载入热线',
  /** The button that leads to the form: as it is called while the line is open, busy or closed. */
  askCallback: /请客服打给我|预约客服回电/,
  phone: '您的电话',
  topic: '遇到什么问题',
  order: /^订单号/,
  note: /^补充说明/,
  time: /^发生时间/,
  consent: /^同意/,
  submit: '提交，等待来电',
  urgent: '很着急，请优先',
  topics: { notArrived: '充值未到账', refund: '退款', complaint: '投诉建议' },
  problems: {
    empty: '请填写您的电话',
    short: '号码少了几位',
    fourHundred: '400 号码不能回拨',
    topic: '请选择遇到的问题',
    consent: '需要您同意后才能提交',
  },
  offline: '网络断开了',
  notSent: '没有提交成功，您填的内容都在',
  received: '已收到，我们会回电给您',
  passphrase: '客服接通后会先说出口令',
  submitted: '已提交',
  due: /预计 .+ 前/,
  ticketRow: /工单 \d{6}/,
  cancel: '取消回电',
  cancelSure: '确定不用回电了吗？',
  cancelYes: '确定取消',
  cancelNo: '继续等待',
  cancelled: '已取消，不会再来电',
  stale: '暂时连不上，显示的是',
  view: '查看',
  orderFound: '已从本页识别',
  justNow: '刚刚',
  answers: '也许不用打电话',
  copyBrief: '复制问题摘要',
  notePrivate: '请勿填写卡密、密码或验证码',
};

/** Of the lines in the demo's config. */
export const NUMBERS = {
  public: { label: '客服热线', display: '400-123-4567', dial: 'tel:4001234567,,0' },
  member: { label: '会员服务热线', display: '400-123-4567', dial: 'tel:4001234567,,0' },
  vip: { label: 'VIP 专线', display: '400-123-8888', dial: 'tel:4001238888,,0' },
  diamond: { label: '钻石专线', display: '400-888-0001', dial: 'tel:4008880001,,2,0' },
};

/** What must not reach a guest, in digits: the private lines' numbers, at home and from abroad. */
export const PRIVATE = {
  vip: ['4001238888', '2155550128'],
  diamond: ['4008880001', '2155550188'],
};

/** An order that is always there; its page names it in the address. */
export const ORDER = 'DJ20261122224011AB3F';
