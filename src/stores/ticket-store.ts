import type { CreatedTicket, Ticket } from '../contract/ticket.ts';
import { hasEnded } from '../core/ticket-status.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { bearer } from '../desk-client/bearer.ts';
import { addressBeside } from '../desk-client/desk.ts';
import { readTicket } from '../desk-client/read-ticket.ts';
import { request, type Answer } from '../desk-client/request.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import type { Effects } from './effects.ts';
import { placeOf } from './held.ts';
import { heldAgain, heldWithout } from './held-chain.ts';
import {
  adoptTicket,
  followNamed,
  forgetNamed,
  heldTicket,
  holdTicket,
  type HeldTicket,
} from './held-ticket.ts';
import { Store } from './store.ts';

export interface TicketState {
  ticket?: Ticket | undefined;
  /** The ticket is that of an earlier request: it lacks what the member changed since. */
  isEarlier?: boolean;
  /** The desk cannot be reached: the ticket is what it last said. */
  stale: boolean;
  /** The desk has no such ticket, or no longer. */
  lost: boolean;
}

/**
 * How often a ticket is requested while an agent holds it, and so may call: in the panel, and while
 * only the pill shows it; while it is new; and else, ms.
 */
const POLL_CLAIMED_MS = 4 * SECOND;
const POLL_CLAIMED_SELDOM_MS = 10 * SECOND;
const POLL_MS = 6 * SECOND;
const POLL_LATER_MS = 30 * SECOND;
/** The longest pause between two requests, whatever the desk asks for, ms. */
const MAX_POLL_MS = 15 * MINUTE;
/** How long a ticket counts as new, ms. */
const NEW_MS = 15 * MINUTE;

const NOTHING: TicketState = { stale: false, lost: false };

/** Follows the ticket that this device holds for the member. */
export class TicketStore extends Store<TicketState> {
  private _held: HeldTicket | undefined;
  private _followers = 0;
  /** Those of them that show more than the pill does. */
  private _eager = 0;
  /** When the desk's last answer arrived, epoch ms of the device. */
  private _answeredAt = 0;
  private _round = 0;
  private _timer: number | undefined;
  /** The shop's word for a member, and when it was asked for, epoch ms. */
  private _vouched:
    { ref: string | undefined; at: number; headers: Promise<Record<string, string>> } | undefined;

  constructor(
    private readonly _contacts: ContactStore,
    private readonly _effects: Effects = _contacts.effects,
  ) {
    super(NOTHING);
  }

  /** Switches to the ticket of the member who is here now: another one may have signed in. */
  attend(): void {
    adoptTicket(this._contacts);
    followNamed(this._contacts);
    const held = heldTicket(this._contacts);
    if (held?.number === this._held?.number) return;
    this._held = held;
    this.set(NOTHING);
    void this.refresh();
  }

  /**
   * The desk's time, epoch ms: of its last answer, and what has passed on the device since. The
   * clock of the device may be wrong.
   */
  get now(): number {
    const now = this._effects.Date.now();
    const said = Date.parse(this.state.ticket?.asOf ?? '');
    return said ? said + Math.max(0, now - this._answeredAt) : now;
  }

  /** Number of the ticket that this device holds; known before the desk answers. */
  get heldNumber(): string | undefined {
    return this._held?.number;
  }

  /**
   * Holds a ticket that the desk has made, and shows it if its place is that of the member who is
   * here.
   */
  take({ key, ...ticket }: CreatedTicket, isEarlier: boolean, place: string | undefined): void {
    const { _contacts: contacts } = this;
    const isHere = place === placeOf(contacts);
    const before = isHere ? heldTicket(contacts) : undefined;
    const held: HeldTicket = {
      endpoint: deskOf(contacts).callbacks,
      number: ticket.number,
      key,
      since: this._effects.Date.now(),
      ...(ticket.origin && { call: true }),
      ...(before && !before.ended && before.number !== ticket.number && { before }),
    };
    holdTicket(contacts, held, place);
    if (!isHere) return;
    this._held = held;
    this._answeredAt = this._effects.Date.now();
    this.set({ ...NOTHING, ticket, isEarlier });
    this._schedule();
  }

  /**
   * Takes a ticket as the desk has just sent it. Answers to earlier requests are ignored from then
   * on.
   */
  accept(ticket: Ticket): void {
    this._round++;
    this._answeredAt = this._effects.Date.now();
    this._note(hasEnded(ticket.status), ticket.origin === 'call');
    this._change({ ticket, stale: false, lost: false });
    this._schedule();
  }

  /** Follows another open ticket of the member. Those followed before come back when it is forgotten. */
  choose({ number, origin }: Pick<Ticket, 'number' | 'origin'>): void {
    const { _contacts: contacts } = this;
    const held = heldAgain(this._held, number) ?? {
      endpoint: deskOf(contacts).callbacks,
      number,
      key: '',
      since: this._effects.Date.now(),
      ...(origin && { call: true }),
    };
    const before = heldWithout(this._held, number);
    this._held = { ...held, chosen: true, ...(before && { before }) };
    holdTicket(contacts, this._held);
    this.set(NOTHING);
    void this.refresh();
  }

  /** Removes the ticket from this device. The callback itself stays. */
  forget(): void {
    const { _held: held } = this;
    forgetNamed(this._contacts);
    holdTicket(this._contacts, held?.before);
    this._held = undefined;
    this._effects.clearTimeout(this._timer);
    this.set(NOTHING);
  }

  /**
   * Requests the ticket regularly until the returned function is called.
   * @param seldom every 30 seconds is enough
   */
  follow(seldom = false): () => void {
    const eager = seldom ? 0 : 1;
    if (!this._followers || this._eager < eager) void this.refresh();
    this._followers++;
    this._eager += eager;
    return () => {
      this._eager -= eager;
      if (!--this._followers) this._effects.clearTimeout(this._timer);
    };
  }

  /** Requests the ticket once. */
  async refresh(): Promise<void> {
    const round = ++this._round;
    const answer = await this.request('', {}, readTicket);
    if (!answer || round !== this._round) return;
    if (answer.ok) return this.accept(answer.value);
    const lost = answer.code === 'not-found';
    if (lost) this._note(true);
    this._change(lost ? { lost } : { stale: true });
    this._schedule((answer.retryAfter ?? 0) * SECOND);
  }

  /**
   * A request about the ticket, at the address of the ticket followed by `action`. Undefined if no
   * ticket is held, or if another one is by the time of the answer.
   */
  async request<Value>(
    action: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
    read: (body: unknown) => Value | undefined,
  ): Promise<Answer<Value> | undefined> {
    const { _held: held } = this;
    if (!held) return undefined;
    const url = addressBeside(held.endpoint, `tickets/${encodeURIComponent(held.number)}${action}`);
    const access = held.key ? bearer(held.key) : await this.vouch();
    // Without the shop's word the desk would know of no such ticket.
    const answer: Answer<Value> = access.authorization
      ? await request(
          this._effects,
          url,
          { ...init, headers: { ...init.headers, ...access } },
          read,
        )
      : { ok: false, code: 'unreachable', errors: [] };
    this.trust(answer);
    return this._held === held ? answer : undefined;
  }

  /** The header by which the shop vouches for the member, asked for once a minute at most. */
  vouch(): Promise<Record<string, string>> {
    const { _contacts: contacts, _vouched: known } = this;
    const now = this._effects.Date.now();
    const ref = contacts.state.contact?.member.ref;
    if (known && known.ref === ref && now - known.at <= MINUTE) return known.headers;
    const headers = deskOf(contacts).headers();
    this._vouched = { ref, at: now, headers };
    return headers;
  }

  /** Asks the shop anew before the next request if the desk has refused its word. */
  trust(answer: Answer<unknown>): void {
    if (!answer.ok && answer.code === 'token-not-accepted') this._vouched = undefined;
  }

  private _schedule(atLeast = 0): void {
    const { _effects: effects } = this;
    const { ticket, lost } = this.state;
    effects.clearTimeout(this._timer);
    if (!this._followers || !this._held || lost || (ticket && hasEnded(ticket.status))) return;
    const isHeld = ticket?.status === 'claimed' || ticket?.status === 'calling';
    const wait = isHeld
      ? this._eager
        ? POLL_CLAIMED_MS
        : POLL_CLAIMED_SELDOM_MS
      : !this._eager
        ? POLL_LATER_MS
        : effects.Date.now() - this._held.since < NEW_MS
          ? POLL_MS
          : POLL_LATER_MS;
    this._timer = effects.setTimeout(
      () => (effects.document.hidden ? this._schedule() : void this.refresh()),
      Math.min(Math.max(wait, atLeast), MAX_POLL_MS),
    );
  }

  /**
   * Remembers whether the ticket has ended and whether it is of a call, so that the next page need
   * not ask.
   */
  private _note(ended: boolean, call = !!this._held?.call): void {
    const { _held: held } = this;
    if (!held || (!!held.ended === ended && !!held.call === call)) return;
    Object.assign(held, { ended, call });
    holdTicket(this._contacts, held);
  }

  private _change(change: Partial<TicketState>): void {
    this.set({ ...this.state, ...change });
  }
}

const stores = new WeakMap<ContactStore, TicketStore>();

/** The one ticket store of a source. */
export const ticketsFor = (contacts: ContactStore): TicketStore => {
  const tickets = stores.get(contacts) ?? new TicketStore(contacts);
  stores.set(contacts, tickets);
  return tickets;
};
