import type { Messages } from '../zh-CN.ts';

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

export const common: Messages['common'] = {
  me: 'me',
  actors: { desk: 'the desk', member: 'the member', agent: 'an agent' },
  listOf: ', ',
  colon: ': ',
  comma: ', ',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy; please select it by hand',
  loading: 'Loading',
  optional: 'optional',
  none: 'none',

  underMinute: 'under a minute',
  minutes: (n) => `${n} min`,
  hours: (hours, minutes) => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  days: (n) => count(n, 'day'),
  ago: (time) => `${time} ago`,
  retryIn: (time) => ` Please try again in ${time}.`,

  left: (time) => `${time} left`,
  late: (time) => `${time} late`,
  booked: (window) => `${window} booked`,
  bookedNow: (window, time) => `${window} booked, ${time} left`,
  wasDue: (time) => `was due by ${time}`,
  notBefore: (when) => `call again ${when}`,
  noPromise: 'no time promised',

  noTier: 'Guest',
  noTopic: 'No topic',
  urgent: 'Urgent',
  senior: 'Senior',
  nudged: 'Nudged',
  attempts: (n) => `${n} missed`,

  status: {
    waiting: 'Waiting',
    claimed: 'Claimed',
    calling: 'On a call',
    unreached: 'Not reached, to be tried again',
    'follow-up': 'Follow-up agreed',
    solved: 'Solved',
    closed: 'Closed',
    cancelled: 'Cancelled',
  },
  outcome: {
    solved: 'Solved',
    unreached: 'Not reached',
    'wrong-number': 'Wrong number',
    cancelled: 'Cancelled by the member',
  },
  presence: { here: 'Here', 'on-call': 'On a call', away: 'Away', gone: 'Not connected' },
  role: { agent: 'Agent', supervisor: 'Supervisor' },
};

export const problems: Messages['problems'] = {
  unreachable: 'The desk cannot be reached. Please check the network.',
  'signed-out': 'You have been signed out. Please sign in again.',
  'sign-in-failed': 'The account or the password is wrong.',
  'wrong-origin':
    'This address is not the desk’s own. Please open the console at the desk’s address.',
  'not-for-this-role': 'Only supervisors may do that.',
  'held-by-another': 'Another agent has just claimed it.',
  'not-held': 'You no longer hold this ticket. Please claim it again.',
  'not-claimable': 'This ticket cannot be claimed now.',
  'nothing-waits': 'No ticket is waiting.',
  'not-in-future': 'Please choose a time in the future.',
  'login-taken': 'Somebody has this account name already.',
  'last-supervisor': 'At least one supervisor must remain.',
  'test-failed': 'The test was not delivered.',
  'not-found': 'Not found; it may have been deleted.',
  'invalid-body': 'Something was not accepted. Please check.',
  'too-many-requests': 'Too many requests.',
  unavailable: 'The desk is busy. Please try again later.',
  other: 'That did not work. Please try again.',
};
