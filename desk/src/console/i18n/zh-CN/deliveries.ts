export const deliveries = {
  title: '通知投递',
};
