import type { Messages } from '../zh-CN.ts';

export const alerts: Messages['alerts'] = {
  title: 'Alerts',
  state: { off: 'off', on: 'on', waits: 'sound not yet on' },
  sound: 'Sound',
  notifications: 'Desktop notifications',
  noSound: 'This browser cannot play sounds.',
  soundWaits: 'The browser plays sounds only after a press in the page. Press anywhere here.',
  blocked: {
    denied:
      'The browser blocks notifications of this site. Press the icon left of the address, set “Notifications” to “Allow”, then reload the page and turn them on.',
    insecure:
      'The desk was not opened by HTTPS, so the browser offers no notifications. Ask for its https:// address.',
    unsupported: 'This browser has no desktop notifications. You can use the sound alone.',
  },
  notAnswered:
    'The browser asks whether to allow notifications: choose “Allow”. If you see no question, press again.',
  when: 'Alert me when',
  kinds: {
    new: 'a ticket waits for a call',
    soon: 'a ticket is about to be late',
    mine: 'a ticket that I hold is due',
  },
  rehearse: 'Try',
  rehearseKind: (kind) => `Try: ${kind}`,
  rehearsed: 'Tried. Heard or saw nothing? Check the volume, and “do not disturb” of your system.',
  rules:
    'On a call there is no sound, only the notification; while you are away, only your own tickets alert you. With several windows open, only one sounds. Notifications hold no phone number and no note.',
  message: {
    new: (n) => (n === 1 ? 'A ticket waits for a call' : `${n} tickets wait for a call`),
    soon: (n) => (n === 1 ? 'A ticket is about to be late' : `${n} tickets are about to be late`),
    mine: (n) => (n === 1 ? 'A ticket that you hold is due' : `${n} tickets that you hold are due`),
  },
  trialBody: 'An alert looks like this.',
  due: (when) => `call by ${when}`,
};
