import type { Config } from '../../../src/contract/config.ts';
import type { Language } from '../../../src/contract/text.ts';
import { makeTicketNumber } from '../../../src/core/ticket-number.ts';
import { wallTime } from '../../../src/core/zone.ts';
import { CLAIM_MS } from './agent.ts';
import { lineOf } from './line-hours.ts';
import { makePassphrase } from './passphrase.ts';
import { randomInteger, type RandomBytes } from './random.ts';
import { UNTOUCHED, type TicketRecord } from './ticket.ts';

/** What is known of somebody who calls; null for what is not. */
export interface Caller {
  member: string | null;
  memberName: string | null;
  tier: string | null;
  line: string | null;
  /** E.164; empty when it is not known. */
  phone: string;
  extension: string | null;
  topic: string | null;
  orderNumber: string | null;
  occurredAt: number | null;
  note: string | null;
}

export const UNKNOWN_CALLER: Caller = {
  member: null,
  memberName: null,
  tier: null,
  line: null,
  phone: '',
  extension: null,
  topic: null,
  orderNumber: null,
  occurredAt: null,
  note: null,
};

export interface NewCall {
  caller: Caller;
  /** Id of the agent who took the call. */
  agent: string;
  /** Epoch ms. */
  now: number;
  language?: Language;
}

/** Within how many minutes a shop without callbacks calls back. */
const PROMISE_MINUTES = 30;

/** The line of a call: the one that is named, otherwise that of the tier, or the public one. */
export function lineOfCall({ line, tier }: Pick<Caller, 'line' | 'tier'>, shop: Config): string {
  if (line !== null && lineOf(shop, line)) return line;
  const own = tier !== null && Object.hasOwn(shop.tiers, tier) ? shop.tiers[tier] : undefined;
  return own?.line ?? shop.publicLine;
}

/**
 * Makes the ticket of a call that has come in, with a random number. The agent who took the call
 * holds it. Nothing is promised: it has no due time until another call is agreed.
 */
export function mintCall(
  { caller, agent, now, language = 'zh-CN' }: NewCall,
  shop: Config,
  random: RandomBytes,
): TicketRecord {
  const day = new Date(wallTime(shop.timeZone, now));
  const { tier } = caller;
  const own = tier !== null && Object.hasOwn(shop.tiers, tier) ? shop.tiers[tier] : undefined;
  return {
    number: makeTicketNumber(
      { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() },
      randomInteger(random, 100_000),
    ),
    keyHash: '',
    ...caller,
    line: lineOfCall(caller, shop),
    phoneTail: caller.phone.slice(-4),
    urgent: false,
    senior: false,
    language,
    passphrase: makePassphrase(language, random),
    createdAt: now,
    dueAt: null,
    promiseMinutes: own?.callbackMinutes ?? shop.callbacks?.promiseMinutes ?? PROMISE_MINUTES,
    windowFrom: null,
    windowTo: null,
    notBefore: null,
    ...UNTOUCHED,
    origin: 'call',
    status: 'calling',
    claimedBy: agent,
    claimedAt: now,
    claimUntil: now + CLAIM_MS,
    callStartedAt: now,
    // Settled without a due time: no figure of promises counts it, nor a call that follows.
    firstCallAt: now,
  };
}
