export const wall = {
  title: '看板',
};
