import type { CallbackRequest } from '../../../src/contract/callback.ts';
import type { Config } from '../../../src/contract/config.ts';
import type { Contact } from '../../../src/contract/contact.ts';
import { deadline } from '../../../src/core/deadline.ts';
import { makeTicketNumber } from '../../../src/core/ticket-number.ts';
import { wallTime } from '../../../src/core/zone.ts';
import { lineHours, lineOf } from './line-hours.ts';
import { makePassphrase } from './passphrase.ts';
import { hashKey, ticketKey } from '../auth/secrets.ts';
import { randomInteger, type RandomBytes } from './random.ts';
import type { SlotWindow } from './slots.ts';
import { UNTOUCHED, type TicketRecord } from './ticket.ts';

export interface NewTicket {
  request: CallbackRequest;
  /** E.164. */
  phone: string;
  /** What this member was shown: their line and its promise. */
  contact: Contact;
  /** Of `requestedSlot`. */
  slot: SlotWindow | 'unknown-slot' | undefined;
  sub: string | undefined;
  /** Epoch ms, the desk's own clock. */
  now: number;
  idempotencyKey: string;
}

/**
 * Makes the ticket of a request, with a number of its own.
 * @returns `unknown-slot` where the requested slot is not offered
 * @throws {TypeError} where the shop takes no callbacks
 */
export function mintTicket(
  input: NewTicket,
  shop: Config,
  secret: Uint8Array,
  random: RandomBytes,
): TicketRecord | 'unknown-slot' {
  const { request, contact, slot, now } = input;
  const rules = shop.callbacks;
  if (!rules || !lineOf(shop, contact.line.id) || !contact.callback)
    throw new TypeError('This shop takes no callbacks');
  if (slot === 'unknown-slot') return slot;

  const day = new Date(wallTime(shop.timeZone, now));
  const number = makeTicketNumber(
    { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() },
    randomInteger(random, 100_000),
  );
  // A mark that the shop does not offer is not kept: it would read as a promise.
  const urgent = request.urgent && rules.urgentFactor !== undefined;
  const senior = request.senior && rules.seniorFactor !== undefined;
  const { promiseMinutes } = contact.callback;
  const { hours, context } = lineHours(shop, contact.line.id);
  return {
    number,
    keyHash: hashKey(ticketKey(secret, number, input.idempotencyKey)),
    member: input.sub ?? null,
    tier: contact.member.tier?.id ?? null,
    line: contact.line.id,
    phone: input.phone,
    phoneTail: input.phone.slice(-4),
    topic: request.topic ?? null,
    orderNumber: request.order ?? null,
    occurredAt: request.occurredAt === undefined ? null : Date.parse(request.occurredAt),
    note: request.note ?? null,
    urgent,
    senior,
    language: request.language,
    passphrase: makePassphrase(request.language, random),
    status: 'waiting',
    createdAt: now,
    dueAt:
      slot?.to ??
      deadline({ createdAt: now, promiseMinutes, urgent, senior, rules, hours, context }) ??
      null,
    promiseMinutes,
    windowFrom: slot?.from ?? null,
    windowTo: slot?.to ?? null,
    notBefore: slot?.from ?? null,
    ...UNTOUCHED,
  };
}
