/** How what an agent types about a caller is read: by the desk, and by the console while they type. */
import { normalizeOrderNumber } from '../../src/core/order-number.ts';
import { checkCallable } from '../../src/core/phone.ts';
import { normalizeTicketNumber } from '../../src/core/ticket-number.ts';

export const MAX_CALLER_LENGTH = 64;

export type TypedCaller =
  | { kind: 'nothing' }
  /** E.164. */
  | { kind: 'phone'; value: string; extension: string | null }
  /** `text`: an order number, or the shop's id of a member. */
  | { kind: 'ticket' | 'code' | 'text'; value: string };

/**
 * Reads what a caller says of themselves: their ticket number, the code of their brief, their phone
 * number, or anything else.
 * @example readCaller('138 0013 8000') // { kind: 'phone', value: '+8613800138000', extension: null }
 */
export function readCaller(typed: string): TypedCaller {
  const text = normalizeOrderNumber(typed);
  if (!text) return { kind: 'nothing' };
  const ticket = normalizeTicketNumber(text);
  if (ticket !== undefined) return { kind: 'ticket', value: ticket };
  const digits = text.replace(/[\s\-\u2010-\u2015\u2212]/g, '');
  if (/^\d{6}$/.test(digits)) return { kind: 'code', value: digits };
  const phone = checkCallable(text);
  if (phone.callable)
    return { kind: 'phone', value: phone.e164, extension: phone.number.extension ?? null };
  return { kind: 'text', value: text };
}
