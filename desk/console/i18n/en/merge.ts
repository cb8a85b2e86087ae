import type { Messages } from '../zh-CN.ts';

const tickets = (n: number): string => (n === 1 ? '1 ticket' : `${n} tickets`);

export const merge: Messages['merge'] = {
  open: 'Merge into this one…',
  claimFirst: 'Once you claim this ticket you can merge them into it.',
  title: (number) => `Merge into ticket ${number}`,
  means:
    'The chosen tickets end. What was written, order numbers and internal notes come to this one; the earliest promise is the one to keep, and booked windows that are no longer needed become free. In those tickets the member reads that they were merged.',
  which: 'Tickets to merge',
  missing: 'Please choose at least one',
  held: (name) => `held by ${name}, cannot be merged`,
  final: 'This cannot be taken back. Merge only what one person asks about one thing.',
  submit: (n) => (n ? `Merge ${tickets(n)}` : 'Merge'),
  done: (n) => `${tickets(n)} merged`,
  noneMerged: 'Nothing was merged.',
  merged: 'Merged into this ticket',
  mergedHint:
    'The member may have only one of these at hand: any of their passphrases shows that the call is ours.',
  passphrase: (words) => `Passphrase “${words}”`,
  into: 'Merged into ticket',
  sameMember: (n) => `${n} more of this member`,
  sameOrder: (n) => `${n} more of this order`,
};
