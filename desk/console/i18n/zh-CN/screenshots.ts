/** What members sent with a ticket. */
export const screenshots = {
  title: (n: number) => `会员发来的截图（${n}）`,
  open: (n: number, of: number) => `查看第 ${n} 张截图，共 ${of} 张`,
  picture: (n: number) => `第 ${n} 张截图`,
  place: (n: number, of: number) => `截图 ${n} / ${of}`,
  from: (number: string) => `随工单 ${number}`,
  failed: (n: number) => `第 ${n} 张截图没有载入。`,
  gone: '已删除',
  goneLong: '这张截图已删除：超过了保存期限，或会员要求删除。',
  close: '关闭',
  previous: '上一张',
  next: '下一张',
  larger: '放大',
  smaller: '缩小',
  fit: '适合屏幕',
  download: '下载',
};
