import type { CallbackRequestInput } from '../contract/callback.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Ticket } from '../contract/ticket.ts';
import { hasEnded } from '../core/ticket-status.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { askDesk, type Answer } from '../desk-client/ask-desk.ts';
import type { ContactStore } from './contact-store.ts';
import { beside, callbacksAt, vouched } from '../desk-client/endpoint.ts';
import { heldTicket, holdTicket, type HeldTicket } from '../device/held-ticket.ts';
import { stringify } from '../desk-client/json.ts';
import { Observable } from './observable.ts';
import { readCreatedTicket, readTicket } from '../desk-client/read-ticket.ts';

export type Submission =
  | { phase: 'idle' | 'sending' | 'waiting-for-network' }
  | {
      phase: 'refused';
      code: ProblemCode | 'unreachable';
      field?: string | undefined;
      reason?: string | undefined;
      retryAfter?: number | undefined;
    };

export interface TicketState {
  submission: Submission;
  ticket?: Ticket | undefined;
  /** The ticket shown is an old one, because the desk can't be reached. */
  stale: boolean;
  /** The desk knows no such ticket (any more). */
  lost: boolean;
}

/** What a ticket store may do to the world. */
export interface TicketEffects {
  fetch: typeof fetch;
  /** Epoch ms. */
  now(): number;
  after(ms: number, act: () => void): number;
  cancel(timer: number | undefined): void;
  online(): boolean;
  visible(): boolean;
  randomBytes(length: number): Uint8Array;
}

/** Waits between attempts to deliver a callback whose answer was lost: ms. */
const RETRY_AFTER = [1_000, 3_000];
/** How often a ticket is asked for while an agent is on it, while it is fresh, and later: ms. */
const POLL_SOON = 4_000;
const POLL = 6_000;
const POLL_LATER = 30_000;
const LATER = 15 * MINUTE;

const IDLE: TicketState = { submission: { phase: 'idle' }, stale: false, lost: false };

/** Delivers a callback exactly once and follows its ticket. */
export class TicketStore extends Observable<TicketState> {
  private _attempt: { body: string; idempotencyKey: string } | undefined;
  private _held: HeldTicket | undefined;
  private _followers = 0;
  private _round = 0;
  private _timer: number | undefined;

  constructor(
    private readonly _contacts: ContactStore,
    private readonly _effects: TicketEffects,
  ) {
    super(IDLE);
  }

  /** Shows the ticket of the member who is there now: another one may have signed in. */
  attend(): void {
    const held = heldTicket(this._contacts);
    if (held?.number === this._held?.number) return;
    this._held = held;
    this.set({ ...IDLE });
    void this.refresh();
  }

  /** The ticket that this device holds, before the desk has said more of it. */
  get heldNumber(): string | undefined {
    return this._held?.number;
  }

  /**
   * Posts a callback. The same request sent again, by the member or after a lost answer, is the same callback: it keeps its idempotency key.
   * Resolves to whether it was stored.
   */
  async submit(request: CallbackRequestInput): Promise<boolean> {
    const { _effects: effects, _contacts: contacts } = this;
    const { state } = contacts;
    if (state.phase !== 'ready' || this.state.submission.phase === 'sending') return false;
    const endpoint = callbacksAt(contacts);
    const body = stringify(request);
    if (this._attempt?.body !== body) this._attempt = { body, idempotencyKey: this._randomKey() };
    const { idempotencyKey } = this._attempt;
    this._change({ submission: { phase: 'sending' } });

    const headers = {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      ...(await vouched(contacts)),
    };
    let answer = await askDesk(
      effects.fetch,
      endpoint,
      { method: 'POST', headers, body },
      readCreatedTicket,
    );
    for (const wait of RETRY_AFTER) {
      if (answer.ok || answer.code !== 'unreachable' || answer.retryAfter || !effects.online())
        break;
      await new Promise<void>((resume) => effects.after(wait, resume));
      answer = await askDesk(
        effects.fetch,
        endpoint,
        { method: 'POST', headers, body },
        readCreatedTicket,
      );
    }
    if (!answer.ok) {
      this._change({ submission: this._refusal(answer) });
      // What the form offers is no longer what the shop does.
      if (/^unknown-t|unavailable/.test(answer.code)) void contacts.refresh();
      return false;
    }
    const { key, ...ticket } = answer.value;
    this._attempt = undefined;
    this._held = { endpoint, number: ticket.number, key, since: effects.now() };
    holdTicket(contacts, this._held);
    this.set({ ...IDLE, ticket });
    this._schedule();
    return true;
  }

  /** Drops what a refusal said, once the member has changed something. */
  settle(): void {
    if (this.state.submission.phase === 'refused') this._change({ submission: { phase: 'idle' } });
  }

  /** Shows a ticket as the desk has just told it. What was asked before knows nothing of that. */
  accept(ticket: Ticket): void {
    this._round++;
    this._change({ ticket, stale: false, lost: false });
    this._schedule();
  }

  /** Removes the ticket from this device; the callback itself stays. */
  forget(): void {
    holdTicket(this._contacts, undefined);
    this._held = undefined;
    this._effects.cancel(this._timer);
    this.set({ ...IDLE });
  }

  /** Asks for the ticket now and then, as long as somebody looks. Returns the way to stop. */
  follow(): () => void {
    if (!this._followers++) void this.refresh();
    return () => {
      if (!--this._followers) this._effects.cancel(this._timer);
    };
  }

  /** Asks for the ticket once. */
  async refresh(): Promise<void> {
    const round = ++this._round;
    const answer = await this.ask('', {}, readTicket);
    if (!answer || round !== this._round) return;
    if (answer.ok) return this.accept(answer.value);
    this._change(answer.code === 'not-found' ? { lost: true } : { stale: true });
    this._schedule((answer.retryAfter ?? 0) * SECOND);
  }

  /** One request about the ticket, at an address under its own; undefined where another one, or none, is held by the time of the answer. */
  async ask<Value>(
    action: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
    read: (body: unknown) => Value | undefined,
  ): Promise<Answer<Value> | undefined> {
    const { _held: held } = this;
    if (!held) return undefined;
    const url = beside(held.endpoint, `tickets/${encodeURIComponent(held.number)}${action}`);
    const answer = await askDesk(
      this._effects.fetch,
      url,
      { ...init, headers: { ...init.headers, authorization: `Bearer ${held.key}` } },
      read,
    );
    return this._held === held ? answer : undefined;
  }

  private _schedule(atLeast = 0): void {
    const { _effects: effects } = this;
    const { ticket, lost } = this.state;
    effects.cancel(this._timer);
    if (!this._followers || !this._held || lost || (ticket && hasEnded(ticket.status))) return;
    const wait =
      ticket?.status === 'claimed' || ticket?.status === 'calling'
        ? POLL_SOON
        : effects.now() - this._held.since < LATER
          ? POLL
          : POLL_LATER;
    this._timer = effects.after(Math.max(wait, atLeast), () =>
      effects.visible() ? void this.refresh() : this._schedule(),
    );
  }

  private _refusal(answer: Answer<unknown> & { ok: false }): Submission {
    if (answer.code === 'unreachable' && !this._effects.online())
      return { phase: 'waiting-for-network' };
    const [first] = answer.errors;
    return {
      phase: 'refused',
      code: answer.code,
      field: first?.pointer.slice(1),
      reason: first?.code,
      retryAfter: answer.retryAfter,
    };
  }

  private _randomKey(): string {
    return [...this._effects.randomBytes(16)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
  }

  private _change(change: Partial<TicketState>): void {
    this.set({ ...this.state, ...change });
  }
}

const browser: TicketEffects = {
  fetch: (...request) => fetch(...request),
  now: () => Date.now(),
  after: (ms, act) => window.setTimeout(act, ms),
  cancel: (timer) => window.clearTimeout(timer),
  online: () => navigator.onLine,
  visible: () => !document.hidden,
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

const stores = new WeakMap<ContactStore, TicketStore>();

/** The one ticket store of a source. */
export const ticketsFor = (contacts: ContactStore): TicketStore => {
  const tickets = stores.get(contacts) ?? new TicketStore(contacts, browser);
  stores.set(contacts, tickets);
  return tickets;
};
