export const alerts = {
  title: '提醒',
  state: { off: '未打开', on: '已打开', waits: '声音待启用' },
  sound: '声音',
  notifications: '桌面通知',
  noSound: '这个浏览器不能播放提示音。',
  soundWaits: '浏览器要求先在页面上按一下，才能播放声音。按这里任意一处即可。',
  /** Why there are no desktop notifications, and what to do. */
  blocked: {
    denied:
      '浏览器拦截了本站的通知。请按地址栏左侧的图标，把“通知”改为“允许”，然后刷新页面再打开。',
    insecure: '服务台没有用 HTTPS 打开，浏览器因此不提供通知。请联系管理员改用 https:// 地址。',
    unsupported: '这个浏览器没有桌面通知，可以只用声音。',
  },
  notAnswered: '浏览器在问是否允许通知，请选“允许”。没有看到的话，请再按一次。',
  when: '什么时候提醒',
  kinds: {
    new: '有工单等待回电',
    soon: '有工单快超时',
    mine: '我手上的工单快到时间',
  },
  rehearse: '试一下',
  rehearseKind: (kind: string) => `试一下：${kind}`,
  rehearsed: '已试放。没听到或没看到？请检查音量和系统的勿扰模式。',
  rules:
    '通话中不响铃，只弹通知；离开时只提醒自己手上的工单。同时开着几个窗口也只响一次。通知里没有会员的电话和说明。',
  /** Titles of desktop notifications. */
  message: {
    new: (n: number) => (n === 1 ? '有一张工单等待回电' : `有 ${n} 张工单等待回电`),
    soon: (n: number) => (n === 1 ? '有一张工单快超时了' : `有 ${n} 张工单快超时了`),
    mine: (n: number) => (n === 1 ? '您手上的一张工单到时间了' : `您手上的 ${n} 张工单到时间了`),
  },
  trialBody: '有提醒时，会像这样出现。',
  due: (when: string) => `${when} 前回电`,
};
