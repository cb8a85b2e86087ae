import type { Messages } from '../zh-CN.ts';

export const find: Messages['find'] = {
  title: 'Find',
  field: 'Ticket number, call code, order number or last four digits',
  submit: 'Find',
  understood: {
    ticket: (value) => `Ticket number ${value}`,
    misheard:
      'Looks like a ticket number, but its check digit is wrong: one digit may be misheard. Searched as an order number too',
    code: (value) => `Six-digit call code ${value}`,
    tail: (value) => `Phone numbers that end in ${value}`,
    phone: (value) => `Phone numbers are searched by the last four digits: ${value}`,
    order: (value) => `Order number ${value}`,
    short: 'Some digits are missing',
  },
  found: (n) => (n ? `${n} ticket${n === 1 ? '' : 's'} found` : 'No tickets'),
  nothing: (typed) => `Nothing found for “${typed}”`,
  ways: 'What can be searched',
  way: {
    ticket: ['Ticket number', '12 digits, with or without hyphens: 261122-48213-7'],
    code: [
      'Call code',
      '6 digits that a member got for what they wrote before calling; valid for 24 hours',
    ],
    order: ['Order number', 'in full, upper or lower case'],
    tail: ['Last four digits', 'of the phone number; lists the latest tickets'],
  },
  brief: 'What the member wrote before calling',
  left: (when) => `left ${when}`,
  member: 'Member',
  line: 'Line',
  topic: 'Topic',
  order: 'Order number',
  occurredAt: 'When it happened',
  note: 'In their words',
  usedBy: 'Ticket of this code',
  notLeft: 'not filled in',
  copyOrder: 'Copy the order number',
  open: (number) => `Open ticket ${number}`,
};
