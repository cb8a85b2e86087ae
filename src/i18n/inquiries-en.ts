import type { InquiryMessages } from './inquiries-zh-CN.ts';

export const inquiryMessages: InquiryMessages = {
  standard: {
    screenshot: 'Please add a screenshot',
    order: 'Please add the order number',
    time: 'Please add when it happened',
    'yes-no': 'Is it there now?',
  },
  yes: 'Yes',
  no: 'No',
  send: 'Send to the agent',
  none: {
    screenshot: 'I have no screenshot',
    order: 'I have no order number',
    time: 'I do not remember',
    'yes-no': 'I do not know',
  },
  missing: {
    screenshot: 'Please add a screenshot first',
    order: 'Please enter the order number first',
    time: 'Please choose the time first',
    'yes-no': '',
  },
  next: 'Please answer the one above first',
  failed: 'It has not arrived yet. What you entered is kept: please try again.',
  invalid: 'This was not accepted. Please check it and send it again.',
  sent: 'Sent to the agent',
  over: 'The agent no longer needs this',
  answered: 'This was answered before; the first answer counts',
  done: 'Added',
  safe: 'Agents never ask for card codes, passwords or verification codes.',
};
