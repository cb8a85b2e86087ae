import type { Messages } from '../zh-CN.ts';

export const find: Messages['find'] = {
  title: 'Find',
};
