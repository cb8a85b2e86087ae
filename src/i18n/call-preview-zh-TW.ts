import type { CallPreviewMessages } from './call-preview-zh-CN.ts';

export const callPreviewMessages: CallPreviewMessages = {
  from: '來電號碼',
  about: '關於',
  passphrase: '來電口令',
  report: '來電是別的號碼？檢舉',
  reporting: '正在檢舉',
  reported: '已檢舉。請馬上掛斷',
  notSent: '請馬上掛斷。檢舉還沒有送出',
  again: '再送一次',
  todo: ['掛斷，不要回撥', '不要透露卡密、密碼、驗證碼，不要轉帳，不要共享螢幕'],
  antiFraud: '已經轉帳或透露了資訊，請馬上撥打反詐專線：',
  callUs: '想確認是不是我們，請撥打：',
  number: '剛才來電的號碼',
  sendNumber: '補充號碼',
  numberKept: '號碼已收到，客服會處理。',
  numberWrong: '這不像電話號碼，請核對',
  ours: '這是我們的號碼，但來電顯示可以偽造：對方說不出口令，就請掛斷。',
};
