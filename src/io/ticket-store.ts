import type { CallbackRequestInput } from '../contract/callback.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { TicketStatus } from '../contract/ticket-status.ts';
import type { Ticket } from '../contract/ticket.ts';
import { askDesk, type Answer } from './ask-desk.ts';
import type { ContactStore } from './contact-store.ts';
import { heldTicket, holdTicket, type HeldTicket } from './held-ticket.ts';
import { stringify } from './json.ts';
import { Observable } from './observable.ts';
import { readCreatedTicket, readTicket } from './read-ticket.ts';

export type Submission =
  | { phase: 'idle' | 'sending' | 'waiting-for-network' }
  | { phase: 'refused'; code: ProblemCode | 'unreachable'; field?: string | undefined; reason?: string | undefined; retryAfter?: number | undefined };

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

const ENDED: readonly TicketStatus[] = ['solved', 'closed', 'cancelled'];
export const hasEnded = ({ status }: Ticket): boolean => ENDED.includes(status);

/** Waits between attempts to deliver a callback whose answer was lost: ms. */
const RETRY_AFTER = [1_000, 3_000];
/** How often a ticket is asked for while something may happen any moment, and later: ms. */
const POLL = 15_000;
const POLL_LATER = 60_000;
const LATER = 15 * 60_000;

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
    const { state, source } = contacts;
    if (state.phase !== 'ready' || this.state.submission.phase === 'sending') return false;
    const endpoint = state.contact.callback?.endpoint ?? `${source.desk}/v1/callbacks`;
    const body = stringify(request);
    if (this._attempt?.body !== body) this._attempt = { body, idempotencyKey: this._randomKey() };
    const { idempotencyKey } = this._attempt;
    this._change({ submission: { phase: 'sending' } });

    const token = source.desk ? await contacts.token() : undefined;
    const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey, ...(token && { authorization: `Bearer ${token}` }) };
    let answer = await askDesk(effects.fetch, endpoint, { method: 'POST', headers, body }, readCreatedTicket);
    for (const wait of RETRY_AFTER) {
      if (answer.ok || answer.code !== 'unreachable' || answer.retryAfter || !effects.online()) break;
      await new Promise<void>((resume) => effects.after(wait, resume));
      answer = await askDesk(effects.fetch, endpoint, { method: 'POST', headers, body }, readCreatedTicket);
    }
    if (!answer.ok) {
      this._change({ submission: this._refusal(answer) });
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

  /** Resolves to whether the desk took it. */
  async cancel(): Promise<boolean> {
    const answer = await this._ask('/cancel', 'POST');
    if (!answer?.ok) return false;
    // What was asked before knows nothing of this.
    this._round++;
    this._change({ ticket: answer.value, stale: false });
    this._schedule();
    return true;
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
    const answer = await this._ask('', 'GET');
    if (!answer || round !== this._round) return;
    if (answer.ok) this._change({ ticket: answer.value, stale: false, lost: false });
    else if (answer.code === 'not-found') this._change({ lost: true });
    else this._change({ stale: true });
    this._schedule(answer.ok ? 0 : (answer.retryAfter ?? 0) * 1000);
  }

  private async _ask(action: string, method: string): Promise<Answer<Ticket> | undefined> {
    const { _held: held } = this;
    if (!held) return undefined;
    const url = `${held.endpoint.replace(/\/callbacks\/?$/, '')}/tickets/${encodeURIComponent(held.number)}${action}`;
    const answer = await askDesk(this._effects.fetch, url, { method, headers: { authorization: `Bearer ${held.key}` } }, readTicket);
    return this._held === held ? answer : undefined;
  }

  private _schedule(atLeast = 0): void {
    const { _effects: effects } = this;
    const { ticket, lost } = this.state;
    effects.cancel(this._timer);
    if (!this._followers || !this._held || lost || (ticket && hasEnded(ticket))) return;
    const fresh = effects.now() - this._held.since < LATER || ticket?.status === 'claimed' || ticket?.status === 'calling';
    this._timer = effects.after(Math.max(fresh ? POLL : POLL_LATER, atLeast), () => (effects.visible() ? void this.refresh() : this._schedule()));
  }

  private _refusal(answer: Answer<unknown> & { ok: false }): Submission {
    if (answer.code === 'unreachable' && !this._effects.online()) return { phase: 'waiting-for-network' };
    const [first] = answer.errors;
    return { phase: 'refused', code: answer.code, field: first?.pointer.slice(1), reason: first?.code, retryAfter: answer.retryAfter };
  }

  private _randomKey(): string {
    return [...this._effects.randomBytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
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
