import { parsePhone } from '../../../src/core/phone.ts';
import { normalizeTicketNumber } from '../../../src/core/ticket-number.ts';

/** A search as understood; `value` is what the desk searches for. */
export type FindQuery =
  | { kind: 'nothing' | 'short' }
  /**
   * `misheard`: twelve digits whose check digit is wrong. `phone`: a whole number, of which only
   * the last four digits count.
   */
  | { kind: 'ticket' | 'misheard' | 'code' | 'tail' | 'phone' | 'order'; value: string };

/** Reads typed or dictated input; accepts full-width digits, spaces and hyphens. */
export const readQuery = (typed: string): FindQuery => {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const bare = text.replace(/[-\u2010-\u2015\u2212]/g, '');
  if (!bare) return { kind: 'nothing' };
  const ticket = normalizeTicketNumber(text);
  if (ticket) return { kind: 'ticket', value: ticket };
  // A ticket number begins with the year.
  if (/^[1-9]\d{11}$/.test(bare)) return { kind: 'misheard', value: bare };
  if (/^\d{6}$/.test(bare)) return { kind: 'code', value: bare };
  if (/^\d{4}$/.test(bare)) return { kind: 'tail', value: bare };
  const phone = parsePhone(text);
  if (phone.ok && /mobile|fixed|abroad|privacy/.test(phone.number.kind))
    return { kind: 'phone', value: phone.number.digits.slice(-4) };
  if (/^\d{1,5}$/.test(bare)) return { kind: 'short' };
  return { kind: 'order', value: text };
};
