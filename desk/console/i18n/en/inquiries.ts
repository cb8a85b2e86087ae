import type { Messages } from '../zh-CN.ts';

export const inquiries: Messages['inquiries'] = {
  title: 'Please send',
  hint: 'It appears in the member’s open ticket at once; the answer arrives here by itself.',
  kinds: { screenshot: 'Screenshot', order: 'Order number', time: 'Time', 'yes-no': 'Yes or no' },
  standard: {
    screenshot: 'Please add a screenshot',
    order: 'Please add the order number',
    time: 'Please add when it happened',
    'yes-no': 'Is it there now?',
  },
  words: {
    screenshot: 'What it should show',
    order: 'Which order',
    time: 'The time of what',
    'yes-no': 'The question',
  },
  example: {
    screenshot: 'Such as: the order page with the server',
    order: 'Such as: the one you made today',
    time: 'Such as: when you paid',
    'yes-no': 'Such as: is it there after signing in again?',
  },
  rule: 'Never ask for card codes, verification codes, passwords, identity documents or transfers: it would be refused.',
  seen: (words) => `The member reads: ${words}`,
  send: 'Send to the member',
  sent: 'Sent to the member',
  waiting: (when) => `Waiting for the member, asked ${when}`,
  withdraw: 'Take back',
  withdrawIt: (what) => `Take back: ${what}`,
  withdrawn: 'Taken back',
  answered: (when) => `Answered ${when}`,
  arrived: (what, answer) => `The member answered “${what}”: ${answer}`,
  yes: 'Yes',
  no: 'No',
  none: 'Has none, or does not know',
  pictures: (n) => (n === 1 ? 'One screenshot, below' : `${n} screenshots, below`),
  before: (value) => `It was ${value} before`,
  mark: 'Answered',
  never: {
    card: 'It speaks of card codes or numbers. Agents never ask for them: the member would take it for a fraud. Ask in another way, such as “Has it arrived?”.',
    code: 'It speaks of verification codes or digits from a message. Agents never ask for them. Please ask in another way.',
    password:
      'It speaks of passwords. Agents never ask for them, and “do not send your password” reads like asking for it. Please leave it out.',
    'bank-card': 'It speaks of bank cards. Agents never ask for them. Please ask in another way.',
    'id-number':
      'It speaks of identity documents. Agents never ask for them. Please ask in another way.',
    transfer: 'It speaks of transfers. Agents never ask for money. Please ask in another way.',
    'screen-sharing':
      'It speaks of shared screens or remote control. Agents never ask for that. Please ask in another way.',
    link: 'It holds an address. Please send members to no other page.',
  },
};
