import type { Hours } from '../../../src/contract/hours.ts';
import { NO_FIGURES, type CallFigures, type FiguresView } from '../../wire/figures.ts';
import type { QueueRow } from '../../wire/queue.ts';
import type { SessionView } from '../../wire/session.ts';
import type { TicketView } from '../../wire/ticket.ts';
import { makeTicketNumber } from '../../../src/core/ticket-number.ts';

/** A Friday, 10:00 in Shanghai. */
export const NOW = Date.parse('2026-11-20T02:00:00Z');
export const MINUTE = 60_000;

export const sampleSession = (
  change: Partial<SessionView> & { me?: SessionView['me'] } = {},
): SessionView => ({
  me: { id: 'a1', login: 'lin', name: '林晓', role: 'agent', presence: 'here' },
  brand: { 'zh-CN': '星河卡盟', en: 'Galaxy Cards' },
  accent: '#2457d6',
  timeZone: 'Asia/Shanghai',
  tiers: {
    normal: { label: { 'zh-CN': '普通会员', en: 'Member' }, style: 'normal' },
    vip: { label: { 'zh-CN': 'VIP 会员', en: 'VIP' }, style: 'vip' },
    diamond: { label: { 'zh-CN': '钻石会员', en: 'Diamond' }, style: 'diamond' },
  },
  lines: {
    service: { label: { 'zh-CN': '会员服务热线', en: 'Member line' }, open: true, hours: '24x7' },
    diamond: { label: { 'zh-CN': '钻石专线', en: 'Diamond line' }, open: true, hours: '24x7' },
  },
  publicLine: 'service',
  topics: {
    missing: { 'zh-CN': '充值未到账', en: 'Top-up missing' },
    refund: { 'zh-CN': '退款', en: 'Refund' },
    account: { 'zh-CN': '账号问题', en: 'Account' },
  },
  agents: { a1: '林晓', a2: '陈晨', a3: '王主管' },
  webhooks: ['shop'],
  bots: [{ id: 'group', kind: 'wecom' }],
  ...change,
});

/** A session at a desk whose line `line` is closed from yesterday until the day after tomorrow. */
export const closedSession = (line: string): SessionView => {
  const session = sampleSession();
  const dateOf = (days: number) =>
    new Date(Date.now() + (8 * 60 + days * 1440) * MINUTE).toISOString().slice(0, 10);
  const hours: Hours = {
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
    dates: [{ from: dateOf(-1), to: dateOf(2), periods: [] }],
  };
  const { label } = session.lines[line] ?? { label: line };
  return { ...session, lines: { ...session.lines, [line]: { label, open: false, hours } } };
};

export const supervisor = (): SessionView =>
  sampleSession({
    me: { id: 'a3', login: 'wang', name: '王主管', role: 'supervisor', presence: 'here' },
  });

/** Number of a ticket created on the sample day. */
export const numberOf = (random: number): string =>
  makeTicketNumber({ year: 2026, month: 11, day: 20 }, random);

/** A ticket created five minutes ago and due in ten. */
export const sampleRow = (change: Partial<QueueRow> = {}, now = NOW): QueueRow => ({
  number: numberOf(48213),
  status: 'waiting',
  tier: 'vip',
  line: 'service',
  origin: 'callback',
  topic: 'missing',
  urgent: false,
  senior: false,
  attempts: 0,
  createdAt: now - 5 * MINUTE,
  dueAt: now + 10 * MINUTE,
  notBefore: null,
  window: null,
  nudged: false,
  claimedBy: null,
  claimedAt: null,
  phone: '138****8000',
  orderNumber: null,
  words: null,
  name: null,
  ...change,
});

/** A ticket as seen by agents who do not hold it. */
export const sampleTicketView = (
  change: Partial<Omit<TicketView, 'row'>> & { row?: Partial<QueueRow> } = {},
  now = NOW,
): TicketView => {
  const { row, ...rest } = change;
  return {
    row: sampleRow(row, now),
    phone: '138****8000',
    passphrase: '云朵 琴键',
    language: 'zh-CN',
    member: 'u-1024',
    orderNumber: 'DJ20261120101500AB3F',
    occurredAt: now - 90 * MINUTE,
    note: '充了 100 元，游戏里没有到。',
    promiseMinutes: 15,
    consent: { at: now - 5 * MINUTE, version: '5f0c1b7e' },
    firstCallAt: null,
    callStartedAt: null,
    outcome: null,
    conclusion: null,
    closedAt: null,
    rating: null,
    feedback: null,
    erasedAt: null,
    timeline: [
      { at: now - 5 * MINUTE, status: 'waiting', kind: 'status', actor: 'member', agent: null },
    ],
    attachments: [],
    inquiries: [],
    notes: [],
    earlier: [],
    others: [],
    reports: [],
    mergedInto: null,
    merged: [],
    incoming: false,
    may: {
      claim: true,
      release: false,
      call: false,
      answer: false,
      result: false,
      transfer: false,
    },
    retryAt: now + 10 * MINUTE,
    ...rest,
  };
};

/** A ticket as seen by the agent who holds it. */
export const heldTicketView = (
  change: Parameters<typeof sampleTicketView>[0] = {},
  now = NOW,
): TicketView =>
  sampleTicketView(
    {
      phone: '138 0013 8000',
      dial: 'tel:13800138000',
      may: { claim: false, release: true, call: true, answer: false, result: true, transfer: true },
      timeline: [
        { at: now - 5 * MINUTE, status: 'waiting', kind: 'status', actor: 'member', agent: null },
        { at: now - MINUTE, status: 'claimed', kind: 'status', actor: 'agent', agent: 'a1' },
      ],
      ...change,
      row: { status: 'claimed', claimedBy: 'a1', claimedAt: now - MINUTE, ...change.row },
    },
    now,
  );

/** Figures without any call. */
export const sampleFigures = (change: Partial<CallFigures> = {}): CallFigures => ({
  ...NO_FIGURES,
  ...change,
});

export const sampleFiguresView = (change: Partial<FiguresView> = {}): FiguresView => ({
  from: '2026-11-20',
  to: '2026-11-20',
  total: sampleFigures(),
  before: sampleFigures(),
  agents: [],
  lines: [],
  ...change,
});
