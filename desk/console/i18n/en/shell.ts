import type { Messages } from '../zh-CN.ts';

export const shell: Messages['shell'] = {
  title: 'Service desk',
  skip: 'Skip to the content',
  navigation: 'Pages',
  pages: {
    queue: 'Queue',
    find: 'Find',
    wall: 'Wall',
    team: 'Team',
    audit: 'Audit',
    deliveries: 'Notifications',
  },
  waiting: (n) => `${n} waiting`,
  atOpening: (n) => `${n} at opening`,
  onlyAtOpening: (n) =>
    n === 1
      ? 'Nobody can be called now: 1 ticket waits for its line to open.'
      : `Nobody can be called now: ${n} tickets wait for their lines to open.`,
  late: (n) => `${n} late`,
  titleCounts: (waiting, late) =>
    late ? `${waiting} waiting · ${late} late` : `${waiting} waiting`,
  presence: 'I am',
  link: {
    connecting: 'Connecting',
    live: 'Live',
    polled: 'Not live',
    lost: 'Connection lost, reconnecting',
  },
  polledHint:
    'Live updates do not arrive; a proxy on the way may hold them back. The queue is refreshed every 15 seconds until they do.',
  lostHint:
    'The connection to the desk is lost. What you see may be out of date; it is brought up to date as soon as the connection is back.',
  shownAsOf: (time) => `You see the queue as of ${time}.`,
  menu: 'More',
  language: 'Language',
  languages: { 'zh-CN': '简体中文', en: 'English' },
  shortcuts: 'Single-key shortcuts',
  keys: 'All shortcuts',
  signOut: 'Sign out',
  unreachable: 'The desk cannot be reached',
  unreachableWay: 'Please check the network.',
  notForRole: 'This page is for supervisors.',
};

export const signIn: Messages['signIn'] = {
  title: 'Sign in to the service desk',
  login: 'Account',
  password: 'Password',
  submit: 'Sign in',
  sending: 'Signing in',
  loginMissing: 'Please enter your account',
  passwordMissing: 'Please enter your password',
  capsLock: 'Caps lock is on',
  show: 'Show the password',
  hide: 'Hide the password',
  throttled: (time) => `Too many attempts. Please try again in ${time}`,
  seconds: (n) => `${n} s`,
  tryAgain: 'You can try again',
  help: 'Forgot your password? A supervisor can set a new one on the page “Team”.',
};
