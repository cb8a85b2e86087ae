import type { Messages } from '../zh-CN.ts';

export const reports: Messages['reports'] = {
  title: 'The member reports a call that was not ours',
  hint: 'Tell them first that it was not us, and to hang up. Name our number and the passphrase; ask for no card codes, passwords or verification codes.',
  noNumber: 'no number given',
  ours: 'shows a number of the shop, which callers can forge',
  notOurs: 'not a number of the shop',
  mark: 'False call reported',
};
