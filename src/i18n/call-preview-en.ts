import type { CallPreviewMessages } from './call-preview-zh-CN.ts';

export const callPreviewMessages: CallPreviewMessages = {
  from: 'From',
  about: 'About',
  saysFirst: 'The agent says first',
  report: 'Called by another number? Report it',
  reporting: 'Reporting',
  reported: 'Reported. Please hang up now',
  notSent: 'Please hang up now. The report was not sent yet',
  again: 'Send it again',
  todo: [
    'Hang up, and do not call back',
    'Tell no card codes, passwords or verification codes, transfer nothing, share no screen',
  ],
  antiFraud: 'If you have paid or told something already, call the anti-fraud line now:',
  callUs: 'To make sure, call us yourself:',
  number: 'The number that called',
  sendNumber: 'Add the number',
  numberKept: 'We have the number; an agent looks into it.',
  numberWrong: 'This does not look like a phone number; please check',
  ours: "This is our number, but callers can forge the number that shows: if they can't say the passphrase, hang up.",
};
