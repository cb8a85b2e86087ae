/** Texts about a call that comes now. Each language has a file of its own. */
export interface CallPreviewMessages {
  from: string;
  about: string;
  passphrase: string;
  /** What to press when another number calls. */
  report: string;
  reporting: string;
  reported: string;
  /** That the report could not be sent; what to do holds all the same. */
  notSent: string;
  again: string;
  todo: readonly string[];
  antiFraud: string;
  callUs: string;
  number: string;
  sendNumber: string;
  numberKept: string;
  numberWrong: string;
  /** The number is one of the shop's, which proves nothing. */
  ours: string;
}

export const callPreviewMessages: CallPreviewMessages = {
  from: '来电号码',
  about: '关于',
  passphrase: '来电口令',
  report: '来电是别的号码？举报',
  reporting: '正在举报',
  reported: '已举报。请马上挂断',
  notSent: '请马上挂断。举报还没有发出去',
  again: '再发一次',
  todo: ['挂断，不要回拨', '不要透露卡密、密码、验证码，不要转账，不要共享屏幕'],
  antiFraud: '已经转账或透露了信息，请马上拨打反诈专线：',
  callUs: '想确认是不是我们，请拨打：',
  number: '刚才来电的号码',
  sendNumber: '补充号码',
  numberKept: '号码已收到，客服会处理。',
  numberWrong: '这不像电话号码，请核对',
  ours: '这是我们的号码，但来电显示可以伪造：对方说不出口令，就请挂断。',
};
