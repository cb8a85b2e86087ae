import assert from 'node:assert/strict';
import { checkConfig } from '../../../src/config/check-config.ts';
import type { Config, ConfigInput } from '../../../src/contract/config.ts';
import type { Decision, TicketChange } from '../../src/domain/change.ts';
import { UNTOUCHED, type StoredTicket } from '../../src/domain/ticket.ts';
import type { TicketEvent } from '../../wire/ticket.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday, 10:00 in Shanghai. */
export const NOW = Date.parse('2026-11-23T02:00:00Z');
/** A time of that Monday's week in Shanghai: `at(2, '09:30')` is on Tuesday. */
export const at = (weekday: number, time: string): number =>
  Date.parse(`2026-11-${String(22 + weekday)}T${time}:00+08:00`);

const OFFICE = { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] };

export const shopInput = {
  version: 1,
  brand: { name: '星河卡盟' },
  timeZone: 'Asia/Shanghai',
  lines: {
    always: { label: '普通专线', number: '400-100-0001', hours: '24x7' },
    office: { label: 'VIP 专线', number: '400-200-0002', hours: OFFICE },
  },
  tiers: { vip: { label: 'VIP', line: 'office', callbackMinutes: 60 } },
  publicLine: 'always',
  topics: [{ id: 'refund', label: '退款', kind: 'complaint' }],
  callbacks: {
    promiseMinutes: 240,
    urgentFactor: 0.5,
    seniorFactor: 0.5,
    slots: { minutes: 60, capacity: 2, daysAhead: 2, leadMinutes: 30 },
  },
} satisfies ConfigInput;

export function shopOf(input: ConfigInput = shopInput): Config {
  const checked = checkConfig(structuredClone(input));
  assert.ok(checked.ok);
  return checked.config;
}

export const SHOP = shopOf();
/** The same, without slots. */
export const SHOP_WITHOUT_SLOTS = shopOf({ ...shopInput, callbacks: { promiseMinutes: 240 } });

/** A waiting ticket, created at {@link NOW} and due four hours later. */
export function sampleTicket(change: Partial<StoredTicket> = {}): StoredTicket {
  const createdAt = change.createdAt ?? NOW;
  return {
    number: '261123000017',
    keyHash: 'hash',
    member: 'member-1',
    memberName: '小雨',
    tier: null,
    line: 'always',
    phone: '+8613800138000',
    extension: null,
    phoneTail: '8000',
    topic: 'refund',
    orderNumber: 'ABCD1234EFGH5678',
    occurredAt: NOW - HOUR,
    note: '没有到账',
    urgent: false,
    senior: false,
    language: 'zh-CN',
    passphrase: '青山 白鹤',
    status: 'waiting',
    createdAt,
    dueAt: createdAt + 4 * HOUR,
    promiseMinutes: 240,
    windowFrom: null,
    windowTo: null,
    notBefore: null,
    ...UNTOUCHED,
    timeline: [{ at: createdAt, status: 'waiting', kind: 'status', actor: 'member', agent: null }],
    ...change,
  };
}

/** The ticket after the store has applied a change. */
export const applied = (
  ticket: StoredTicket,
  { set, events = [] }: TicketChange,
): StoredTicket => ({ ...ticket, ...set, timeline: [...ticket.timeline, ...events] });

/** The change that a rule decides. Fails if the rule refuses. */
export function changeBy<Refusal extends string>(
  ticket: StoredTicket,
  rule: (ticket: StoredTicket) => Decision<Refusal>,
): TicketChange {
  const decision = rule(ticket);
  assert.ok(decision.ok, decision.ok ? '' : decision.refusal);
  return decision.change;
}

/** The ticket after several rules, one after the other. Fails if one refuses. */
export const after = (
  ticket: StoredTicket,
  ...rules: ((ticket: StoredTicket) => Decision<string>)[]
): StoredTicket => rules.reduce((before, rule) => applied(before, changeBy(before, rule)), ticket);

/** Why a rule refuses a ticket; undefined if it does not. */
export function refusalOf<Refusal extends string>(
  ticket: StoredTicket,
  rule: (ticket: StoredTicket) => Decision<Refusal>,
): Refusal | undefined {
  const decision = rule(ticket);
  return decision.ok ? undefined : decision.refusal;
}

/** The timeline as words: `claimed by agent li`. */
export const steps = (timeline: readonly TicketEvent[]): string[] =>
  timeline.map(
    ({ status, kind, actor, agent }) =>
      `${kind === 'status' ? '' : `${kind} `}${status} by ${actor}${agent === null ? '' : ` ${agent}`}`,
  );
