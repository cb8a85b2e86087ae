import type { InquiryMessages } from './inquiries-zh-CN.ts';

export const inquiryMessages: InquiryMessages = {
  standard: {
    screenshot: '請補充一張截圖',
    order: '請補充訂單編號',
    time: '請補充發生的時間',
    'yes-no': '現在到了嗎？',
  },
  yes: '是',
  no: '否',
  send: '傳給客服',
  none: {
    screenshot: '沒有截圖',
    order: '沒有訂單編號',
    time: '記不清了',
    'yes-no': '不清楚',
  },
  missing: {
    screenshot: '請先加入截圖',
    order: '請先填寫訂單編號',
    time: '請先選擇時間',
    'yes-no': '',
  },
  next: '請先補充上面一項',
  failed: '還沒有送到，您填的都在，請再試一次。',
  invalid: '客服系統沒有接受這個內容，請核對後再傳。',
  sent: '已傳給客服',
  over: '客服已經不需要這一項了',
  answered: '這一項先前已經補充過，以先收到的為準',
  done: '已補充',
  safe: '客服不會要卡密、密碼、驗證碼。',
};
