import { callerKey } from '../../auth/secrets.ts';
import type { TicketRecord } from '../../domain/ticket.ts';

/** Keys that are remembered: more than a queue has, and a few MB at most. */
const MAX_KNOWN = 20_000;

/**
 * Makes the keys by which consoles see that tickets are of one caller: of the member, and of the
 * phone number with its extension. They say nothing else of them, and all desks over one database
 * make the same ones.
 */
export function createCallerKeys(
  secret: Uint8Array,
): (ticket: Pick<TicketRecord, 'member' | 'phone' | 'extension'>) => string[] {
  const known = new Map<string, string>();

  function keyOf(text: string): string {
    let key = known.get(text);
    if (key === undefined) {
      if (known.size >= MAX_KNOWN) known.clear();
      key = callerKey(secret, text);
      known.set(text, key);
    }
    return key;
  }

  return ({ member, phone, extension }) => [
    ...(member === null ? [] : [keyOf(`member ${member}`)]),
    ...(phone === '' ? [] : [keyOf(`phone ${phone} ${extension ?? ''}`)]),
  ];
}
