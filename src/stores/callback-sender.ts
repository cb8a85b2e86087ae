import type { CallbackRequestInput } from '../contract/callback.ts';
import type { Language } from '../contract/text.ts';
import type { CreatedTicket } from '../contract/ticket.ts';
import { HOUR, MINUTE, SECOND } from '../core/time.ts';
import { readCreatedTicket } from '../desk-client/read-ticket.ts';
import { request, type Answer } from '../desk-client/request.ts';
import { stringify } from '../core/stringify.ts';
import { attemptOf, keepAttempt, moveAttempt, type Attempt } from './attempt.ts';
import type { ContactStore } from './contact-store.ts';
import { deskOf } from './desk.ts';
import { draftFor, type Draft, type DraftStore } from './draft-store.ts';
import type { Effects } from './effects.ts';
import { isKept, placeOf } from './held.ts';
import { callbackRequestOf } from './draft-request.ts';
import type { Outbox } from './outbox.ts';
import { randomKey } from './random-key.ts';
import { sendWithPictures } from './send-with-pictures.ts';
import { Store } from './store.ts';
import { submissionOf, type Submission } from './submission.ts';
import { ticketsFor, type TicketStore } from './ticket-store.ts';

/** A desk knows a key for 24 hours from when it stored the ticket. */
const MAX_AGE_MS = 23 * HOUR;

/** Whether a request is too old to be sent without asking the member again. */
const isTooLate = ({ agreed, since }: Attempt, now: number): boolean =>
  now - (agreed ?? since) >= MAX_AGE_MS;

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
  /** Whether nobody has pressed anything for it. */
  isByItself?: boolean;
}

/** Pauses before the first attempt, and before those after a lost answer, ms. */
const PAUSES_MS = [0, 1_000, 3_000];
/**
 * A request that the desk does not know this long after it was sent will not arrive any more, ms: it
 * is aborted after 15 seconds, and may then still be on its way through a proxy.
 */
const ARRIVAL_MS = 35 * SECOND;
/**
 * Shortest and longest pause between two questions about a request without an answer, ms. What waits
 * in the outbox waits longer each time, and by chance, so that not all devices come at once.
 */
const CHECK_MS = 20 * SECOND;
const MAX_CHECK_MS = 15 * MINUTE;
/** Without locks, another tab that made a request this lately may still wait for the answer, ms. */
const REQUEST_MS = 15 * SECOND;

/**
 * Delivers a callback exactly once. It waits in the outbox of the device until then, so that another
 * page sends it if this one is closed. Until the desk has answered, all requests have one idempotency
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
  /** How often in a row no answer came. */
  private _failures = 0;
  /** Keeps requests on the device; undefined until its code is loaded. */
  private _outbox: Outbox | undefined;
  private _loading: Promise<void> | undefined;
  /** The key of the request that this page has made, or taken from the outbox. */
  private _known: string | undefined;
  /**
   * What an earlier page put into the outbox, and the draft that was made of it; no draft if the
   * member had begun another one.
   */
  private _restored: { callback: CallbackRequestInput; draft?: Draft | undefined } | undefined;

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
      this._body = this._known = this._restored = undefined;
      this._checkAt = this._failures = 0;
    }
    // The draft is still the same person's.
    else moveAttempt(contacts, this._place, place);
    // A guest who has signed in since, perhaps on another page.
    moveAttempt(contacts, placeOf(contacts, true), place);
    this._place = place ?? this._place;
    const old = attemptOf(contacts);
    if (old && old.agreed === undefined && isTooLate(old, this._effects.Date.now()))
      keepAttempt(contacts, undefined, place);
    const isAnswered =
      (this.state.phase === 'unknown' ||
        (this.state.phase === 'waiting-for-network' && this.isRestored)) &&
      place !== undefined &&
      !attemptOf(contacts);
    if (isAnswered && this._restored) {
      this._restored = undefined;
      drafts.update({ consent: false });
    }
    if (hasMoved || isAnswered) this.set({ phase: 'idle' });
  }

  /** Whether an earlier page has submitted the request that waits. */
  get isRestored(): boolean {
    return !!this._restored;
  }

  /** Loads the outbox, before the network is gone. */
  prepare(): Promise<void> {
    return (this._loading ??= import('./outbox.ts').then(
      ({ Outbox }) => void (this._outbox = new Outbox(this._effects)),
      () => (this._loading = undefined),
    ));
  }

  /** Whether it is time to {@link check}. */
  get isDue(): boolean {
    const { _effects: effects, state } = this;
    const attempt =
      state.phase !== 'sending' && state.phase !== 'refused' && attemptOf(this._contacts);
    if (!attempt || this._checkAt > effects.Date.now()) return false;
    // The member is told what waits before it can be sent.
    if (attempt.agreed && attempt.key !== this._known) return true;
    return effects.navigator.onLine && (state.phase !== 'waiting-for-network' || this.isRestored);
  }

  /**
   * Posts a callback and resolves to whether the desk stored it.
   * @param ask is called before each attempt, because the member may change the form meanwhile
   * @param isByItself whether the member submitted it earlier, and has pressed nothing now
   */
  async submit(ask: Ask, isByItself = false): Promise<boolean> {
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
    if (!isByItself) this._restored = undefined;
    this.set({ phase: 'sending' });
    const pauses = isByItself ? [0] : PAUSES_MS;
    const isThere = !drafts.pictures || (await drafts.pictures.deliver());
    if (drafts !== draftFor(contacts)) return false;
    if (tickets.heldNumber !== heldNumber) {
      this.set({ phase: 'idle' });
      return false;
    }
    let attempt: Attempt | undefined;
    for (const pause of pauses) {
      if (pause) await new Promise<void>((resume) => effects.setTimeout(resume, pause));
      const isGuests = isByItself && attemptOf(contacts)?.guest;
      const member = isGuests ? {} : await desk.headers();
      if (drafts !== draftFor(contacts)) return false;
      const callback = this._asked(ask);
      // Another tab may have dropped it, because it has got the ticket.
      const held = attemptOf(contacts);
      const known = (held && !isTooLate(held, effects.Date.now()) ? held : undefined) ?? attempt;
      if (!callback) {
        this._forget(held, placeOf(contacts), known?.sent);
        this.set({ phase: 'refused', code: 'invalid-body' });
        return this.check(ask);
      }
      const current = (attempt = {
        ...(known ?? { key: randomKey(effects) }),
        since: effects.Date.now(),
        ...(effects.navigator.onLine && { sent: true }),
        ...(!isByItself && { agreed: undefined, guest: !contacts.state.contact.member.ref }),
      });
      this._known = current.key;
      const sent = {
        attempt: current,
        drafts,
        place: placeOf(contacts),
        isDoubtful: !!known,
        isByItself,
      };
      // Before the first byte leaves: the page may be closed at any time.
      current.agreed ??= await this._keep(current.key, callback, drafts);
      if (!this._isFor(sent)) {
        this._forget(current, sent.place);
        return false;
      }
      keepAttempt(contacts, current, sent.place);
      // A later page would not find it.
      if (!isKept(contacts, 'attempt')) {
        this._forget(current, sent.place, true);
        current.agreed = undefined;
      }
      const answer: Answer<CreatedTicket> = isThere
        ? await sendWithPictures(
            drafts,
            (isLost) => {
              const asked = this._asked(ask) ?? callback;
              const { attachments, ...rest } = asked;
              this._body = stringify(isLost ? rest : asked);
              return this._post(sent, this._body, member);
            },
            () => this._isFor(sent),
          )
        : { ok: false, code: 'unreachable', errors: [] };
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
        pause === pauses[pauses.length - 1]
      )
        return this._refuse(answer, sent);
    }
    return false;
  }

  /**
   * Asks the desk about the request that it did not answer. One that waits in the outbox is sent
   * again if the desk does not know it, unless another tab does so. Resolves to whether the desk
   * stored it.
   * @param ask tells what is on the form now
   */
  async check(ask: Ask): Promise<boolean> {
    const { _effects: effects, _contacts: contacts } = this;
    const held = attemptOf(contacts);
    if (held?.agreed && held.key !== this._known) await this._restore(held);
    const attempt = attemptOf(contacts);
    if (!attempt || this.state.phase === 'sending') return false;
    const isWaiting =
      attempt.agreed !== undefined &&
      attempt.key === this._known &&
      !isTooLate(attempt, effects.Date.now());
    if (isWaiting && !effects.navigator.onLine) return false;
    if (isWaiting && !attempt.sent && this._asked(ask)) return this._sendAgain(attempt, ask);
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
    if (answer.ok)
      return this._take(answer.value, sent, stringify(this._asked(ask)) !== this._body);
    if (answer.code === 'not-found' && isWaiting && this._asked(ask))
      return this._sendAgain(kept, ask);
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
    this._restored = undefined;
    const { _contacts: contacts, state } = this;
    if (state.phase !== 'waiting-for-network' && state.phase !== 'unknown') return;
    const attempt = attemptOf(contacts);
    this._forget(attempt, placeOf(contacts), attempt?.sent);
    this.set({ phase: attempt?.sent ? 'unknown' : 'idle' });
  }

  /** Keeps what the form holds now in the place of what waits; nothing if it is not valid. */
  async revise(ask: Ask): Promise<void> {
    const { _contacts: contacts, state } = this;
    const attempt = attemptOf(contacts);
    if (!attempt || (state.phase !== 'waiting-for-network' && state.phase !== 'unknown')) return;
    const [callback, place] = [ask(), placeOf(contacts)];
    const agreed = callback && (await this._keep(attempt.key, callback, draftFor(contacts)));
    if (attemptOf(contacts)?.key !== attempt.key || place !== placeOf(contacts)) return;
    if (!agreed && attempt.agreed !== undefined) void this._outbox?.remove(attempt.key);
    keepAttempt(contacts, { ...attempt, agreed }, place);
    if (this.state.phase === state.phase) this.set({ ...state, kept: agreed !== undefined });
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

  /** Sends a callback. To a desk that very many come to, also proves that it was worth some work. */
  private async _post(
    sent: Sent,
    body: string,
    member: Record<string, string>,
  ): Promise<Answer<CreatedTicket>> {
    const post = (headers = member) => this._request(sent.attempt, 'POST', body, headers);
    let answer = await post();
    if (!answer.ok && answer.code === 'proof-required') {
      const proof = await import('./prove.ts').then(
        ({ prove }) => {
          if (this._isFor(sent)) this.set({ phase: 'sending', proving: true });
          return prove(this._contacts, sent.attempt.key);
        },
        () => undefined,
      );
      if (this._isFor(sent)) {
        this.set({ phase: 'sending' });
        if (proof?.ok) answer = await post({ ...member, ...proof.value });
        else if (proof) return proof;
      }
    }
    return answer.ok || answer.code !== 'proof-required'
      ? answer
      : { ...answer, code: 'too-many-requests' };
  }

  /** Whether the member who sent it is still here. */
  private _isFor({ drafts }: Pick<Sent, 'drafts'>): boolean {
    return drafts === draftFor(this._contacts);
  }

  /** What is to be sent without the member's help: what they have agreed to. */
  private _asked(ask: Ask): CallbackRequestInput | undefined {
    const { _restored: restored } = this;
    const { state } = draftFor(this._contacts);
    if (restored && (!restored.draft || restored.draft === state)) return restored.callback;
    return state.consent === false ? undefined : ask();
  }

  /** Puts a request into the outbox. Resolves to when, epoch ms; undefined if that did not work. */
  private async _keep(
    key: string,
    callback: CallbackRequestInput,
    { state: { screenshots: _, ...draft } }: DraftStore,
  ): Promise<number | undefined> {
    const agreed = this._effects.Date.now();
    const { contact = {} } = this._contacts.state;
    const isKept = await this._outbox?.keep({ key, agreed, callback, draft }, contact);
    return isKept ? agreed : undefined;
  }

  /** Takes what waits in the outbox back into the form, where an earlier page has put it. */
  private async _restore(attempt: Attempt): Promise<void> {
    const { _effects: effects, _contacts: contacts } = this;
    const drafts = draftFor(contacts);
    // Without its code, the desk can only be asked.
    await this.prepare();
    if (!this._outbox) return;
    const request = await this._outbox.read(attempt.key);
    const held = attemptOf(contacts);
    if (!this._isFor({ drafts }) || this.state.phase === 'sending' || held?.key !== attempt.key)
      return;
    this._known = attempt.key;
    const late = isTooLate(attempt, effects.Date.now());
    if (!request || late) this._forget(attempt, placeOf(contacts), !late && attempt.sent);
    if (!request) return;
    const { topic, phone, note } = drafts.state;
    const isFree = !(topic ?? phone ?? note);
    if (isFree)
      drafts.update({
        ...request.draft,
        // One that is found on this page is not what the member agreed to.
        order: request.draft.order ?? '',
        consent: !late,
      });
    if (late) return this.set({ phase: 'refused', code: 'too-late' });
    this._restored = { callback: request.callback, draft: isFree ? drafts.state : undefined };
    this._body = stringify(request.callback);
    this.set({ phase: attempt.sent ? 'unknown' : 'waiting-for-network', kept: true });
  }

  /** Sends a request that waited in the outbox, unless another tab does. */
  private _sendAgain({ key, since }: Attempt, ask: Ask): Promise<boolean> | boolean {
    const { _effects: effects } = this;
    const { locks } = effects.navigator;
    this._wait();
    const send = (isFree: boolean): Promise<boolean> | boolean => {
      if (isFree) return this.submit(ask, true);
      this.set({ phase: 'unknown', kept: true });
      return false;
    };
    if (!locks) return send(effects.Date.now() - since >= REQUEST_MS);
    return locks.request(`hotline:send:${key}`, { ifAvailable: true }, (lock) => send(!!lock));
  }

  /**
   * Forgets a request: it was answered, or the member does not want it any more.
   * @param isAskedFor whether to go on asking what became of it
   */
  private _forget(
    attempt: Attempt | undefined,
    place: string | undefined,
    isAskedFor: boolean | undefined = false,
  ): void {
    const { agreed, ...asked } = attempt ?? {};
    if (attempt && agreed !== undefined) void this._outbox?.remove(attempt.key);
    keepAttempt(this._contacts, isAskedFor ? (asked as Attempt) : undefined, place);
  }

  private _take(created: CreatedTicket, sent: Sent, isEarlier = false): boolean {
    const { _contacts: contacts } = this;
    const isHere = this._isFor(sent);
    this._failures = 0;
    // First: the page may be closed after any of these steps.
    this._tickets.take(created, isEarlier, isHere ? placeOf(contacts) : sent.place);
    this._forget(sent.attempt, sent.place);
    if (isHere) keepAttempt(contacts, undefined, placeOf(contacts));
    // The ticket lacks what was written since: the member may want to ask again.
    const isApart = this._restored && !this._restored.draft;
    this._restored = undefined;
    if (isEarlier || isApart) sent.drafts.update({ consent: false });
    else sent.drafts.clear();
    if (isHere) this.set({ phase: 'idle' });
    return isHere;
  }

  /** Says why there is no ticket, or that it is not known whether there is one. */
  private _refuse({ code, errors: [first], retryAfter }: Refusal, sent: Sent): false {
    const { _contacts: contacts, _effects: effects } = this;
    const { attempt, isByItself } = sent;
    // A limit ends by itself.
    const isOver = code !== 'unreachable' && !(isByItself && code === 'too-many-requests');
    if (!isOver) this._wait(retryAfter, attempt);
    // A limit may be reached before the desk looks for the key.
    else if (
      code !== 'idempotency-key-reused' &&
      !(sent.isDoubtful && code === 'too-many-requests')
    )
      this._forget(attempt, sent.place);
    if (!this._isFor(sent)) return false;
    const kept = attempt.agreed !== undefined;
    if (isOver)
      this.set({
        phase: 'refused',
        code,
        field: first?.pointer.slice(1),
        reason: first?.code,
        retryAfter,
      });
    else if (effects.navigator.onLine)
      this.set({ phase: 'unknown', retryAfter, ...(kept && { kept }) });
    else this.set({ phase: 'waiting-for-network', ...(kept && { kept }) });
    // The form no longer matches what the shop offers.
    if (/^unknown-t|^consent|unavailable/.test(code) || first?.code === 'empty')
      void contacts.refresh();
    return false;
  }

  /** @param retryAfter seconds */
  private _wait(retryAfter = 0, { agreed }: Partial<Attempt> = {}): void {
    const { _effects: effects } = this;
    const longest = Math.min(MAX_CHECK_MS, CHECK_MS * 2 ** this._failures);
    const more = agreed === undefined ? 0 : effects.Math.random() * longest;
    if (agreed !== undefined) this._failures++;
    const wait = Math.max(CHECK_MS, retryAfter * SECOND) + more;
    this._checkAt =
      effects.Date.now() + (agreed === undefined ? Math.min(MAX_CHECK_MS, wait) : wait);
  }
}

const senders = new WeakMap<ContactStore, CallbackSender>();

/** The one sender of a source. */
export const senderFor = (contacts: ContactStore): CallbackSender => {
  const sender = senders.get(contacts) ?? new CallbackSender(contacts);
  senders.set(contacts, sender);
  return sender;
};
