import type { InquiryKind } from '../contract/inquiry.ts';

/**
 * The texts of what an agent asks for. They are loaded with the first inquiry; the other languages
 * have the same type.
 */
export const inquiryMessages = {
  /** What is asked, where the agent has written nothing. */
  standard: {
    screenshot: '请补充一张截图',
    order: '请补充订单号',
    time: '请补充发生的时间',
    'yes-no': '现在到了吗？',
  } satisfies Record<InquiryKind, string> as Record<InquiryKind, string>,
  yes: '是',
  no: '否',
  send: '发给客服',
  none: {
    screenshot: '没有截图',
    order: '没有订单号',
    time: '记不清了',
    'yes-no': '不清楚',
  } satisfies Record<InquiryKind, string> as Record<InquiryKind, string>,
  missing: {
    screenshot: '请先添加截图',
    order: '请先填写订单号',
    time: '请先选择时间',
    'yes-no': '',
  } satisfies Record<InquiryKind, string> as Record<InquiryKind, string>,
  next: '请先补充上面一项',
  failed: '还没有送到，您填的都在，请再试一次。',
  invalid: '客服系统没有接受这个内容，请核对后再发。',
  sent: '已发给客服',
  over: '客服已经不需要这一项了',
  answered: '这一项先前已经补充过，以先收到的为准',
  done: '已补充',
  safe: '客服不会要卡密、密码、验证码。',
};

export type InquiryMessages = typeof inquiryMessages;
