import type { ConfigInput } from '../../src/contract/config.ts';

/** A new copy of a valid config that uses every part of the schema. */
export const sampleConfig = (): ConfigInput => ({
  $schema: './config.schema.json',
  version: 1,
  brand: { name: { 'zh-CN': '星河卡盟', en: 'Galaxy Cards' }, accent: '#2457d6' },
  greeting: '您好',
  timeZone: 'Asia/Shanghai',
  workCalendar: {
    through: '2026-12-31',
    holidays: [{ date: '2026-10-01', name: '国庆节' }],
    workdays: ['2026-10-10'],
  },
  lines: {
    public: {
      label: '客服热线',
      number: '400-123-4567',
      international: '+86 10 8888 8888',
      hours: {
        timeZone: 'Asia/Shanghai',
        weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '22:00' }],
        dates: [
          { from: '2027-02-05', to: '2027-02-09', periods: [], reason: '春节' },
          { from: '2027-05-01', to: '2027-05-01', periods: [{ from: '10:00', to: '12:00' }] },
        ],
        workCalendar: true,
        holidayPeriods: [{ from: '10:00', to: '16:00' }],
      },
      promiseMinutes: 10,
      menu: [
        { keys: '1', label: '查询订单' },
        { keys: '2,0', label: '人工', direct: true },
      ],
      perks: ['订单查询'],
    },
    vip: { label: 'VIP 专线', number: '400-765-4321', hours: '24x7', promiseMinutes: 3 },
  },
  tiers: {
    vip: { label: 'VIP', line: 'vip', style: 'vip', greeting: '尊敬的会员', callbackMinutes: 15 },
  },
  publicLine: 'public',
  topics: [
    {
      id: 'not-arrived',
      label: '充值未到账',
      kind: 'technical',
      asks: ['order', 'time', 'screenshot', 'note'],
      answers: [
        { question: '多久到账？', answer: '一般五分钟。', url: 'https://shop.example/help' },
      ],
    },
  ],
  orders: { systems: ['dujiaoka'], patterns: ['GD-\\d{8}'] },
  callbacks: {
    endpoint: 'https://shop.example/v1/callbacks',
    promiseMinutes: 30,
    urgentFactor: 0.5,
    seniorFactor: 0.8,
    callsFrom: ['010-8888 8888'],
  },
  notices: ['客服不会索要卡密'],
  privacy: {
    handler: '星河网络',
    contact: 'privacy@shop.example',
    retentionDays: 90,
    url: 'https://shop.example/privacy',
  },
});
