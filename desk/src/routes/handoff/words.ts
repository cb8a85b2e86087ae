import type { Language } from '../../../../src/contract/text.ts';

/** What the page says besides the widget's words. */
const zhCN = {
  open: '在这部手机上打开',
  openWhy: '打开后，只有这部手机能看到您的专线、通话码和填写的内容。',
  taken: '已在另一部手机打开',
  takenWhy: '为了您的信息安全，一个二维码只能在一部手机上打开。',
  over: '这个二维码已失效',
  again: '请在电脑上重新点“在手机上继续”，再扫一次。也可以直接拨打：',
  draft: '您填写的内容，通话时照着说即可',
  until: (time: string) => `本页 ${time} 前有效`,
  codeWhy: '接通后报给客服，就不用再说一遍',
  paste: '点了没反应？长按号码复制，到拨号盘粘贴拨打。',
};
export type PageWords = typeof zhCN;

const zhTW: PageWords = {
  open: '在這支手機上開啟',
  openWhy: '開啟後，只有這支手機能看到您的專線、通話碼和填寫的內容。',
  taken: '已在另一支手機開啟',
  takenWhy: '為了您的資訊安全，一個 QR Code 只能在一支手機上開啟。',
  over: '這個 QR Code 已失效',
  again: '請在電腦上重新點「在手機上繼續」，再掃一次。也可以直接撥打：',
  draft: '您填寫的內容，通話時照著說即可',
  until: (time) => `本頁 ${time} 前有效`,
  codeWhy: '接通後報給客服，就不用再說一遍',
  paste: '點了沒反應？長按號碼複製，到撥號鍵盤貼上撥打。',
};

const en: PageWords = {
  open: 'Open on this phone',
  openWhy: 'Then only this phone can see your line, your code and what you entered.',
  taken: 'Already open on another phone',
  takenWhy: 'To protect your details, a QR code opens on one phone only.',
  over: 'This QR code is no longer valid',
  again: 'On your computer, press “Continue on your phone” again and scan the new code. Or call:',
  draft: 'What you entered, to read out',
  until: (time) => `This page is valid until ${time}`,
  codeWhy: 'Tell the agent, so that you need not explain it all again',
  paste: 'Nothing happens? Press and hold the number to copy it, then paste it into the dialler.',
};

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
};
