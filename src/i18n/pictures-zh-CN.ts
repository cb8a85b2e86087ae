/**
 * The texts of screenshots. They are loaded with the first screenshot; the other languages have the
 * same type.
 */
export const pictureMessages = {
  choose: '选择图片',
  photo: '拍照',
  more: '也可以粘贴，或把图片拖进来',
  drop: '松开即可加入',
  onDevice: '图片还在这台设备上，没有发出去。里面有卡密、手机号等，请先涂掉。',
  use: '不用涂，就这样用',
  redact: '涂掉隐私',
  remove: '移除',
  picture: (n: number) => `截图 ${n}`,
  phase: {
    reading: '正在准备',
    ready: '还没有上传',
    queued: '等待上传',
    paused: '没传上去，马上再试',
    offline: '网络断开了，恢复后继续',
    arrived: '已传好',
  },
  uploading: (percent: number) => `正在上传 ${percent}%`,
  redacted: (n: number) => `已涂黑 ${n} 处`,
  failed: {
    'attachments-unavailable': '本店暂时不收截图',
    'attachments-full': '服务台暂时放不下截图',
    'too-many-requests': '传得太频繁了',
    'picture-not-readable': '服务台打不开这张图片',
    other: '没有传上去',
  } as Record<string, string>,
  retry: '再试一次',
  refused: {
    heic: (name: string) =>
      `“${name}”是 HEIC 格式，这个浏览器打不开。请在手机上打开它截一张屏，再选截图。`,
    other: (name: string) => `“${name}”不是能打开的图片，没有加入。`,
  },
  most: (n: number) => `最多 ${n} 张，多出的没有加入。`,
  progress: (arrived: number, all: number) =>
    arrived === all ? `${all} 张截图都已传好` : `截图已传好 ${arrived} / ${all} 张`,
  awaited: (arrived: number, all: number) =>
    `正在上传截图，已传好 ${arrived} / ${all} 张，传好后自动继续。`,
  goOn: '不等截图了，继续',
  missing: (n: number) => `有 ${n} 张截图没有传上去，您填的内容都在。`,
  goOnWithout: '不带没传上的，继续',

  redactHint: '在图片上拖一下或点一下，盖住卡密、手机号、余额等。',
  stage: '要涂的图片',
  box: (n: number) => `黑块 ${n}`,
  boxHelp: '方向键移动，Shift 加方向键改大小，Delete 删除',
  addBox: '加黑块',
  larger: '加大',
  smaller: '缩小',
  removeBox: '删除',
  undo: '撤销',
  done: '涂好了，使用',
  cancel: '取消',
  boxAdded: (n: number) => `已加黑块 ${n}`,
  boxRemoved: (n: number) => `已删除黑块 ${n}`,
  undone: '已撤销',
  place: (left: number, top: number, width: number, height: number) =>
    `距左 ${left}%，距上 ${top}%，宽 ${width}%，高 ${height}%`,
};

export type PictureMessages = typeof pictureMessages;
