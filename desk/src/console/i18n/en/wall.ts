import type { Messages } from '../zh-CN.ts';

export const wall: Messages['wall'] = {
  title: 'Wall',
};
