export const find = {
  title: '查找',
};
