import type { CallbackRequestInput } from '../contract/callback.ts';
import type { Language } from '../contract/text.ts';
import type { CreatedTicket } from '../contract/ticket.ts';
import { MINUTE, SECOND } from '../core/time.ts';
import { readCreatedTicket } from '../desk-client/read-ticket.ts';
import { request, type Answer } from '../desk-client/request.ts';
import { stringify } from '../core/stringify.ts';
import { attemptOf, keepAttempt, moveAttempt, type Attempt } from './attempt.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import { draftFor, type DraftStore } from './draft-store.ts';
import type { Effects } from './effects.ts';
import { placeOf } from './held.ts';
import { callbackRequestOf } from './draft-request.ts';
import { Store } from './store.ts';
import { submissionOf, type Submission } from './submission.ts';
import { ticketsFor, type TicketStore } from './ticket-store.ts';

/** Returns what is to be sent now; undefined if nothing may be sent. */
export type Ask = () => CallbackRequestInput | undefined;

type Refusal = Answer<unknown> & { ok: false };

/** A request that was sent. */
interface Sent {
  attempt: Attempt;
  /** The draft of the member who sent it. */
  drafts: DraftStore;
  place: string | undefined;
  /** Whether an earlier request with the same key was not answered. */
  isDoubtful: boolean;
}

/** Pauses before the first attempt, and before those after a lost answer, ms. */
const PAUSES_MS = [0, 1_000, 3_000];
/**
 * A request that the desk does not know this long after it was sent will not arrive any more, ms: it
 * is aborted after 15 seconds, and may then still be on its way through a proxy.
 */
const ARRIVAL_MS = 35 * SECOND;
/** Shortest and longest pause between two questions about a request without an answer, ms. */
const CHECK_MS = 20 * SECOND;
const MAX_CHECK_MS = 15 * MINUTE;

/**
 * Delivers a callback exactly once. Until the desk has answered, all requests have one idempotency
 * key, whatever the member changes meanwhile, after a reload and in other tabs too. So the desk
 * stores only one of them.
 */
export class CallbackSender extends Store<Submission> {
  private readonly _tickets: TicketStore;
  private readonly _effects: Effects;
  /** The draft of the member who is here. */
  private _drafts: DraftStore | undefined;
  /** The body that was sent last for this member, since the page was loaded. */
  private _body: string | undefined;
  /** The place of the member who is here. */
  private _place: string | undefined;
  /** When to ask again about a request without an answer, epoch ms. */
  private _checkAt = 0;

  constructor(private readonly _contacts: ContactStore) {
    super({ phase: 'idle' });
    this._tickets = ticketsFor(_contacts);
    this._effects = _contacts.effects;
  }

  /** Switches to the member who is here now. */
  attend(): void {
    const { _contacts: contacts, _drafts: before } = this;
    this._tickets.attend();
    const drafts = (this._drafts = draftFor(contacts));
    const hasMoved = !!before && before !== drafts;
    const place = placeOf(contacts);
    if (hasMoved) {
      this._body = undefined;
      this._checkAt = 0;
    }
    // The draft is still the same person's.
    else moveAttempt(contacts, this._place, place);
    // A guest who has signed in since, perhaps on another page.
    moveAttempt(contacts, placeOf(contacts, true), place);
    this._place = place ?? this._place;
    const isAnswered =
      this.state.phase === 'unknown' && place !== undefined && !attemptOf(contacts);
    if (hasMoved || isAnswered) this.set({ phase: 'idle' });
  }

  /** Whether it is time to {@link check}. */
  get isDue(): boolean {
    const { _effects: effects, state } = this;
    return (
      (state.phase === 'idle' || state.phase === 'unknown') &&
      this._checkAt <= effects.Date.now() &&
      effects.navigator.onLine &&
      !!attemptOf(this._contacts)
    );
  }

  /**
   * Posts a callback and resolves to whether the desk stored it.
   * @param ask is called before each attempt, because the member may change the form meanwhile
   */
  async submit(ask: Ask): Promise<boolean> {
    const { _effects: effects, _contacts: contacts, _tickets: tickets } = this;
    const { heldNumber } = tickets;
    this.attend();
    const drafts = draftFor(contacts);
    if (
      contacts.state.phase !== 'ready' ||
      this.state.phase === 'sending' ||
      // Another tab has got a ticket.
      tickets.heldNumber !== heldNumber
    )
      return false;
    const desk = deskOf(contacts);
    this.set({ phase: 'sending' });
    let attempt: Attempt | undefined;
    for (const pause of PAUSES_MS) {
      if (pause) await new Promise<void>((resume) => effects.setTimeout(resume, pause));
      const member = await desk.headers();
      if (drafts !== draftFor(contacts)) return false;
      const callback = ask();
      // Another tab may have dropped it, because it has got the ticket.
      const known = attemptOf(contacts) ?? attempt;
      if (!callback) {
        if (!known?.sent) keepAttempt(contacts, undefined, placeOf(contacts));
        this.set({ phase: 'refused', code: 'invalid-body' });
        return this.check(ask);
      }
      attempt = {
        ...(known ?? { key: this._randomKey() }),
        since: effects.Date.now(),
        ...(effects.navigator.onLine && { sent: true }),
      };
      const sent = { attempt, drafts, place: placeOf(contacts), isDoubtful: !!known };
      keepAttempt(contacts, attempt, sent.place);
      const body = (this._body = stringify(callback));
      const answer = await this._request(attempt, 'POST', body, member);
      if (answer.ok) return this._take(answer.value, sent);
      if (answer.code === 'idempotency-key-reused') {
        // An earlier request has arrived, with another body.
        const found = await this._request(attempt);
        if (found.ok) return this._take(found.value, sent, true);
        return this._refuse(found.code === 'not-found' ? found : answer, sent);
      }
      if (
        answer.code !== 'unreachable' ||
        answer.retryAfter ||
        !effects.navigator.onLine ||
        pause === PAUSES_MS[PAUSES_MS.length - 1]
      )
        return this._refuse(answer, sent);
    }
    return false;
  }

  /**
   * Asks the desk about the request that it did not answer, without sending it again. Resolves to
   * whether the desk stored it.
   * @param ask tells whether the form has changed since
   */
  async check(ask: Ask): Promise<boolean> {
    const { _effects: effects, _contacts: contacts } = this;
    const attempt = attemptOf(contacts);
    if (!attempt || this.state.phase === 'sending') return false;
    const sent = {
      attempt,
      drafts: draftFor(contacts),
      place: placeOf(contacts),
      isDoubtful: true,
    };
    this._wait();
    this.set({ phase: 'unknown', asking: true });
    const answer = await this._request(attempt);
    // Meanwhile the member may have left or sent the form again, or another tab has the answer.
    const kept = attemptOf(contacts);
    if (!this._isFor(sent) || this.state.phase !== 'unknown' || !kept) return false;
    if (answer.ok) return this._take(answer.value, sent, stringify(ask()) !== this._body);
    const isOver = answer.code === 'not-found' && effects.Date.now() - kept.since >= ARRIVAL_MS;
    return this._refuse(isOver ? answer : { ...answer, code: 'unreachable' }, sent);
  }

  /** Like {@link check}, from outside the form: if it is time to, with what the form holds. */
  async checkIfDue(language: Language): Promise<boolean> {
    if (!this.isDue) return false;
    const { _contacts: contacts } = this;
    return this.check(() =>
      callbackRequestOf(
        draftFor(contacts).state,
        !!contacts.state.contact?.callback?.slots,
        language,
      ),
    );
  }

  /**
   * Gives up a request that waits for the network. One that may have reached the desk before is
   * asked about.
   */
  withdraw(): void {
    const { _contacts: contacts, state } = this;
    if (state.phase !== 'waiting-for-network') return;
    const isSent = attemptOf(contacts)?.sent;
    if (!isSent) keepAttempt(contacts, undefined, placeOf(contacts));
    this.set({ phase: isSent ? 'unknown' : 'idle' });
  }

  override set(state: Submission): void {
    super.set(state);
    submissionOf(this._contacts).set(state);
  }

  /** Drops a refusal, once the member has changed something. */
  settle(): void {
    if (this.state.phase === 'refused') this.set({ phase: 'idle' });
  }

  /** Sends a callback, or asks what became of it. */
  private _request(
    { key }: Attempt,
    method = 'GET',
    body: string | null = null,
    member: Record<string, string> = {},
  ): Promise<Answer<CreatedTicket>> {
    const headers = {
      'idempotency-key': key,
      ...(body && { 'content-type': 'application/json' }),
      ...member,
    };
    const { callbacks } = deskOf(this._contacts);
    return request(this._effects, callbacks, { method, headers, body }, readCreatedTicket);
  }

  /** Whether the member who sent it is still here. */
  private _isFor({ drafts }: Sent): boolean {
    return drafts === draftFor(this._contacts);
  }

  private _take(created: CreatedTicket, sent: Sent, isEarlier = false): boolean {
    const { _contacts: contacts } = this;
    const isHere = this._isFor(sent);
    keepAttempt(contacts, undefined, sent.place);
    if (isHere) keepAttempt(contacts, undefined, placeOf(contacts));
    this._tickets.take(created, isEarlier, isHere ? placeOf(contacts) : sent.place);
    // The ticket lacks what was written since: the member may want to ask again.
    if (isEarlier) sent.drafts.update({ consent: false });
    else sent.drafts.clear();
    if (isHere) this.set({ phase: 'idle' });
    return isHere;
  }

  /** Says why there is no ticket, or that it is not known whether there is one. */
  private _refuse({ code, errors: [first], retryAfter }: Refusal, sent: Sent): false {
    const { _contacts: contacts, _effects: effects } = this;
    if (code === 'unreachable') this._wait(retryAfter);
    // A limit may be reached before the desk looks for the key.
    else if (
      code !== 'idempotency-key-reused' &&
      !(sent.isDoubtful && code === 'too-many-requests')
    )
      keepAttempt(contacts, undefined, sent.place);
    if (!this._isFor(sent)) return false;
    if (code !== 'unreachable')
      this.set({
        phase: 'refused',
        code,
        field: first?.pointer.slice(1),
        reason: first?.code,
        retryAfter,
      });
    else if (effects.navigator.onLine) this.set({ phase: 'unknown', retryAfter });
    else this.set({ phase: 'waiting-for-network' });
    // The form no longer matches what the shop offers.
    if (/^unknown-t|unavailable/.test(code) || first?.code === 'empty') void contacts.refresh();
    return false;
  }

  /** @param retryAfter seconds */
  private _wait(retryAfter = 0): void {
    this._checkAt =
      this._effects.Date.now() + Math.min(MAX_CHECK_MS, Math.max(CHECK_MS, retryAfter * SECOND));
  }

  /** 128 random bits. */
  private _randomKey(): string {
    return this._effects.crypto.getRandomValues(new Uint32Array(4)).join('-');
  }
}

const senders = new WeakMap<ContactStore, CallbackSender>();

/** The one sender of a source. */
export const senderFor = (contacts: ContactStore): CallbackSender => {
  const sender = senders.get(contacts) ?? new CallbackSender(contacts);
  senders.set(contacts, sender);
  return sender;
};
