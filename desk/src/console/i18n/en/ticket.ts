import type { Messages } from '../zh-CN.ts';

export const ticket: Messages['ticket'] = {
  title: 'Ticket',
};
