export const team = {
  title: '团队与线路',
};
