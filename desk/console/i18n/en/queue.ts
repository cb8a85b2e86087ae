import type { Messages } from '../zh-CN.ts';

export const queue: Messages['queue'] = {
  title: 'Queue',
  list: (n) => `Open tickets, ${n} in all, earliest due first`,
  next: 'Take the next',
  filters: 'Show',
  filter: { all: 'All', mine: 'Mine', late: 'Late', later: 'Later' },
  arrived: (n) => (n === 1 ? 'A new ticket has come in' : `${n} new tickets have come in`),
  nudged: (number) => `The member asks about ticket ${number}`,
  heldBy: (name) => `held by ${name}`,
  mine: 'held by me',
  gone: 'has left the queue',
  claimed: 'Claimed; phone number and passphrase are open to you',
  empty: {
    all: 'No open tickets',
    mine: 'You hold no ticket',
    late: 'No late tickets',
    later: 'No tickets for later',
  },
  emptyWay: {
    all: 'New requests show up here by themselves.',
    mine: '“Take the next” claims the one that is due first.',
    late: 'Every promise has been kept.',
    later: 'Booked windows, further attempts and agreed calls show up here.',
  },
  keys: {
    down: 'Next ticket',
    up: 'Ticket before',
    open: 'Open the selected ticket',
    next: 'Claim the next one and open it',
    claim: 'Claim the selected ticket',
    done: 'Say how the call went',
    find: 'Find',
    help: 'Show this list',
    close: 'Close the ticket',
    off: 'Single keys can be turned off in the menu at the top right; in fields they do nothing.',
  },
};
