import type { CallbackRequestInput } from '../contract/callback.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Ticket } from '../contract/ticket.ts';
import { hasEnded } from '../core/ticket-status.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { bearer } from '../desk-client/bearer.ts';
import { addressBeside } from '../desk-client/desk.ts';
import { readCreatedTicket, readTicket } from '../desk-client/read-ticket.ts';
import { request, type Answer } from '../desk-client/request.ts';
import { stringify } from '../desk-client/stringify.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import type { Effects } from './effects.ts';
import { heldTicket, holdTicket, type HeldTicket } from './held-ticket.ts';
import { Store } from './store.ts';

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
  /** The desk cannot be reached: the ticket is what it last said. */
  stale: boolean;
  /** The desk has no such ticket, or no longer. */
  lost: boolean;
}

/** Pauses between attempts to deliver a callback whose answer was lost, ms. */
const RETRY_AFTER_MS = [1_000, 3_000];
/** How often a ticket is requested while an agent holds it, while it is new, and later, ms. */
const POLL_CLAIMED_MS = 4 * SECOND;
const POLL_MS = 6 * SECOND;
const POLL_LATER_MS = 30 * SECOND;
/** The longest pause between two requests, whatever the desk asks for, ms. */
const MAX_POLL_MS = 15 * MINUTE;
/** How long a ticket counts as new, ms. */
const NEW_MS = 15 * MINUTE;

const IDLE: TicketState = { submission: { phase: 'idle' }, stale: false, lost: false };

/** Delivers a callback exactly once and follows its ticket. */
export class TicketStore extends Store<TicketState> {
  private _attempt: { body: string; idempotencyKey: string } | undefined;
  private _held: HeldTicket | undefined;
  private _followers = 0;
  private _round = 0;
  private _timer: number | undefined;

  constructor(
    private readonly _contacts: ContactStore,
    private readonly _effects: Effects = _contacts.effects,
  ) {
    super(IDLE);
  }

  /** Switches to the ticket of the member who is here now: another one may have signed in. */
  attend(): void {
    const held = heldTicket(this._contacts);
    if (held?.number === this._held?.number) return;
    this._held = held;
    this.set({ ...IDLE });
    void this.refresh();
  }

  /** Number of the ticket that this device holds; known before the desk answers. */
  get heldNumber(): string | undefined {
    return this._held?.number;
  }

  /**
   * Posts a callback and resolves to whether the desk stored it. The same request sent again, by
   * the member or after a lost answer, keeps its idempotency key, so the desk stores it once.
   */
  async submit(callback: CallbackRequestInput): Promise<boolean> {
    const { _effects: effects, _contacts: contacts } = this;
    const { state } = contacts;
    if (state.phase !== 'ready' || this.state.submission.phase === 'sending') return false;
    const desk = deskOf(contacts);
    const endpoint = desk.callbacks;
    const body = stringify(callback);
    if (this._attempt?.body !== body) this._attempt = { body, idempotencyKey: this._randomKey() };
    const { idempotencyKey } = this._attempt;
    this._change({ submission: { phase: 'sending' } });

    const headers = {
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
      ...(await desk.headers()),
    };
    const post = () =>
      request(effects, endpoint, { method: 'POST', headers, body }, readCreatedTicket);
    let answer = await post();
    for (const wait of RETRY_AFTER_MS) {
      if (
        answer.ok ||
        answer.code !== 'unreachable' ||
        answer.retryAfter ||
        !effects.navigator.onLine
      )
        break;
      await new Promise<void>((resume) => effects.setTimeout(resume, wait));
      answer = await post();
    }
    if (!answer.ok) {
      this._change({ submission: this._refusal(answer) });
      // The form no longer matches what the shop offers.
      if (/^unknown-t|unavailable/.test(answer.code)) void contacts.refresh();
      return false;
    }
    const { key, ...ticket } = answer.value;
    this._attempt = undefined;
    this._held = { endpoint, number: ticket.number, key, since: effects.Date.now() };
    holdTicket(contacts, this._held);
    this.set({ ...IDLE, ticket });
    this._schedule();
    return true;
  }

  /** Drops a refusal, once the member has changed something. */
  settle(): void {
    if (this.state.submission.phase === 'refused') this._change({ submission: { phase: 'idle' } });
  }

  /**
   * Takes a ticket as the desk has just sent it. Answers to earlier requests are ignored from then
   * on.
   */
  accept(ticket: Ticket): void {
    this._round++;
    this._change({ ticket, stale: false, lost: false });
    this._schedule();
  }

  /** Removes the ticket from this device. The callback itself stays. */
  forget(): void {
    holdTicket(this._contacts, undefined);
    this._held = undefined;
    this._effects.clearTimeout(this._timer);
    this.set({ ...IDLE });
  }

  /** Requests the ticket regularly until the returned function is called. */
  follow(): () => void {
    if (!this._followers++) void this.refresh();
    return () => {
      if (!--this._followers) this._effects.clearTimeout(this._timer);
    };
  }

  /** Requests the ticket once. */
  async refresh(): Promise<void> {
    const round = ++this._round;
    const answer = await this.request('', {}, readTicket);
    if (!answer || round !== this._round) return;
    if (answer.ok) return this.accept(answer.value);
    this._change(answer.code === 'not-found' ? { lost: true } : { stale: true });
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
    const answer = await request(
      this._effects,
      url,
      { ...init, headers: { ...init.headers, ...bearer(held.key) } },
      read,
    );
    return this._held === held ? answer : undefined;
  }

  private _schedule(atLeast = 0): void {
    const { _effects: effects } = this;
    const { ticket, lost } = this.state;
    effects.clearTimeout(this._timer);
    if (!this._followers || !this._held || lost || (ticket && hasEnded(ticket.status))) return;
    const wait =
      ticket?.status === 'claimed' || ticket?.status === 'calling'
        ? POLL_CLAIMED_MS
        : effects.Date.now() - this._held.since < NEW_MS
          ? POLL_MS
          : POLL_LATER_MS;
    this._timer = effects.setTimeout(
      () => (effects.document.hidden ? this._schedule() : void this.refresh()),
      Math.min(Math.max(wait, atLeast), MAX_POLL_MS),
    );
  }

  private _refusal(answer: Answer<unknown> & { ok: false }): Submission {
    if (answer.code === 'unreachable' && !this._effects.navigator.onLine)
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
    return [...this._effects.crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
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
