import type { CallPreviewMessages } from './call-preview-zh-CN.ts';

export const callPreviewMessages: CallPreviewMessages = {
  from: 'From',
  about: 'About',
  passphrase: 'Passphrase',
  report: 'Called from another number? Report it',
  reporting: 'Reporting',
  reported: 'Reported. Please hang up now',
  notSent: 'Please hang up now. The report has not been sent yet',
  again: 'Send it again',
  todo: [
    'Hang up, and do not call back',
    'Give out no card codes, passwords or verification codes; do not transfer money or share your screen',
  ],
  antiFraud: 'If you have already paid or given something out, call the anti-fraud line now:',
  callUs: 'To make sure, call us yourself:',
  number: 'The number that called',
  sendNumber: 'Add the number',
  numberKept: 'We have the number; an agent will look into it.',
  numberWrong: 'This does not look like a phone number; please check',
  ours: "This is our number, but callers can forge the number that shows: if they can't say the passphrase, hang up.",
};
