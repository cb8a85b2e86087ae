import type { Messages } from '../zh-CN.ts';

export const deliveries: Messages['deliveries'] = {
  title: 'Deliveries',
};
