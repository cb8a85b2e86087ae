import type { BriefCall } from '../contract/brief-code.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { bearer } from '../desk-client/bearer.ts';
import { addressBeside } from '../desk-client/desk.ts';
import { readTicket } from '../desk-client/read-ticket.ts';
import { request } from '../desk-client/request.ts';
import type { ContactStore } from './contact-store.ts';
import { placeOf } from './held.ts';
import { dropCode, heldCode } from './held-code.ts';
import { ticketsFor } from './ticket-store.ts';

/** How often the desk is asked while the call is likely, and later, ms. */
const POLL_MS = 5 * SECOND;
const POLL_LATER_MS = MINUTE;
/** How long after a code was taken the call is likely, ms. */
const LIKELY_MS = 30 * MINUTE;

/**
 * Asks the desk for the ticket that an agent opens from the code of this device, and holds it. It
 * asks nothing on devices that hold no code.
 */
export class CodeWatch {
  private _timer: number | undefined;
  private _key: string | undefined;

  constructor(private readonly _contacts: ContactStore) {}

  /** Begins to ask, if there is a code that it does not ask for yet. */
  attend(): void {
    const key = heldCode(this._contacts)?.key;
    if (key === this._key) return;
    this.leave();
    this._key = key;
    if (key) void this._ask(key);
  }

  /** Asks no more. */
  leave(): void {
    this._contacts.effects.clearTimeout(this._timer);
    this._key = undefined;
  }

  private async _ask(key: string): Promise<void> {
    const { _contacts: contacts } = this;
    const { effects } = contacts;
    const code = heldCode(contacts);
    if (code?.key !== key) return this.leave();
    if (!effects.document.hidden) {
      const answer = await request(
        effects,
        addressBeside(code.endpoint, 'briefs'),
        { headers: bearer(key) },
        (body) => ({ ticket: readTicket((body as Partial<BriefCall> | null)?.ticket) }),
      );
      // Meanwhile the member has taken another code, or another tab has found the ticket.
      if (heldCode(contacts)?.key !== key || this._key !== key) return;
      const ticket = answer.ok ? answer.value.ticket : undefined;
      if (ticket) ticketsFor(contacts).take({ ...ticket, key }, false, placeOf(contacts));
      if (ticket || (!answer.ok && answer.code === 'not-found')) {
        this.leave();
        return dropCode(contacts);
      }
    }
    if (this._key !== key) return;
    const isLikely = effects.Date.now() - code.since < LIKELY_MS;
    this._timer = effects.setTimeout(() => void this._ask(key), isLikely ? POLL_MS : POLL_LATER_MS);
  }
}
