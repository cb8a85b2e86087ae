import type { CallbackRequest } from '../../../src/contract/callback.ts';
import type { Config } from '../../../src/contract/config.ts';
import type { Contact } from '../../../src/contract/contact.ts';
import { deadline } from '../../../src/core/deadline.ts';
import { makeTicketNumber } from '../../../src/core/ticket-number.ts';
import { wallTime } from '../../../src/core/zone.ts';
import { lineHours, lineOf } from './line-hours.ts';
import { makePassphrase } from './passphrase.ts';
import { randomInteger, type RandomBytes } from './random.ts';
import type { Slot } from './slots.ts';
import { UNTOUCHED, type TicketRecord } from './ticket.ts';

export interface NewTicket {
  request: CallbackRequest;
  /** E.164. */
  phone: string;
  extension: string | undefined;
  /** What the member was shown: their line and its promise. */
  contact: Contact;
  /** The requested slot, from `requestedSlot`. */
  slot: Slot | 'unknown-slot' | undefined;
  sub: string | undefined;
  /** Epoch ms, the desk's own clock. */
  now: number;
  /** Makes the hash of the new ticket's key from its number. */
  keyHashOf: (number: string) => string;
}

/**
 * Makes the ticket of a callback request, with a random number.
 * @returns `unknown-slot` when the requested slot is not offered
 * @throws {TypeError} when the shop takes no callbacks
 */
export function mintTicket(
  input: NewTicket,
  shop: Config,
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
  // A factor that the shop does not offer is not stored: agents would read it as a promise.
  const urgent = request.urgent && rules.urgentFactor !== undefined;
  const senior = request.senior && rules.seniorFactor !== undefined;
  const { promiseMinutes } = contact.callback;
  const { hours, context } = lineHours(shop, contact.line.id);
  return {
    number,
    keyHash: input.keyHashOf(number),
    member: input.sub ?? null,
    memberName: contact.member.name ?? null,
    tier: contact.member.tier?.id ?? null,
    line: contact.line.id,
    phone: input.phone,
    extension: input.extension ?? null,
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
    consentAt: now,
    consentVersion: request.consentVersion ?? null,
  };
}
