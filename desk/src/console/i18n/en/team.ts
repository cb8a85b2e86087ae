import type { Messages } from '../zh-CN.ts';

export const team: Messages['team'] = {
  title: 'Team and lines',
};
