import { isOrderNumber } from '../core/order-number.ts';
import { stringify } from '../core/stringify.ts';
import { DAY } from '../core/time.ts';
import { keep, readKept, type Device } from '../device/kept.ts';
import { attemptOf } from './attempt.ts';
import type { ContactStore } from './contact-store.ts';
import { draftFor, type Draft, type DraftStore } from './draft-store.ts';
import { holding } from './held.ts';

/** What the member has typed and chosen. No screenshots, no consent, nothing found on the page. */
export type Typed = Pick<
  Draft,
  'topic' | 'order' | 'occurredAt' | 'note' | 'phone' | 'urgent' | 'senior' | 'booked' | 'window'
>;

interface KeptDraft {
  version: number;
  /** The member's `ref`; empty for a guest. */
  ref: string;
  /** When it was typed, epoch ms. */
  since: number;
  typed: Typed;
}

/** A draft of another version is not read. */
const VERSION = 1;
/** How long a draft is kept after the last change, ms. */
const MAX_KEPT_MS = DAY;
const MAX_LENGTH = 1000;
const NOTHING = '{}';

const TEXTS = ['topic', 'order', 'occurredAt', 'note', 'phone'] as const;
const MARKS = ['urgent', 'senior', 'booked'] as const;

/** What of a draft the member has typed or chosen. */
export const typedOf = (draft: Draft): Typed => {
  const typed: Typed = {};
  for (const field of TEXTS) if (draft[field]) typed[field] = draft[field];
  for (const field of MARKS) if (draft[field]) typed[field] = true;
  if (draft.orderFound) delete typed.order;
  if (draft.phoneUsed) delete typed.phone;
  if (draft.booked && draft.window) typed.window = draft.window;
  // In care mode the form sets it.
  return Object.keys(typed).join() === 'senior' ? {} : typed;
};

/** Reads what was kept. Whatever is not as it was written is left out. */
const readTyped = (value: unknown, now: number): Typed => {
  const kept = (value ?? {}) as Record<string, unknown>;
  const typed: Typed = {};
  for (const field of TEXTS) {
    const text = kept[field];
    if (typeof text === 'string' && text.length <= MAX_LENGTH) typed[field] = text;
  }
  for (const field of MARKS) if (kept[field] === true) typed[field] = true;
  const { from, to } = (kept['window'] ?? {}) as Record<string, unknown>;
  if (typeof from === 'string' && typeof to === 'string' && Date.parse(from) > now)
    typed.window = { from, to };
  return typed;
};

/**
 * Keeps what the member types on the device, for 24 hours or until it is sent, and brings it back
 * after a reload.
 *
 * A member's draft is in `localStorage`: it survives that the tab is closed, and shows to the same
 * `ref` only. A guest's is in `sessionStorage`: whoever uses the computer next is a guest, too. It
 * goes with them when they sign in. While a request waits in the outbox, the draft is there.
 */
export class DraftKeeper {
  private _drafts: DraftStore | undefined;
  /** Whose draft is kept: the member's `ref`, or empty for a guest. */
  private _ref: string | undefined;
  /** What is kept, as JSON. */
  private _text = NOTHING;
  /** Whether it outlives the page. */
  private _isKept = false;
  private _leave: (() => void)[] = [];

  constructor(private readonly _contacts: ContactStore) {}

  /** Whether what is typed outlives the page, and the tab. */
  get keeps(): 'device' | 'tab' | undefined {
    if (!this._isKept || this._text === NOTHING) return undefined;
    return this._ref ? 'device' : 'tab';
  }

  /** Follows the draft of the member who is here now. Call it after each change of the contact. */
  attend(): void {
    const ref = this._whose();
    if (ref === undefined) return;
    const drafts = draftFor(this._contacts);
    const isOther = drafts !== this._drafts;
    if (isOther) {
      for (const leave of this._leave) leave();
      this._text = NOTHING;
      this._leave = [drafts.subscribe(this._look), holding.subscribe(this._look)];
    }
    this._drafts = drafts;
    if (isOther || ref !== this._ref) this._restore(ref, drafts);
    this._look();
  }

  /** Another tab has sent the draft, thrown it away, or seen that the member has signed out. */
  lookAgain(): void {
    const { _drafts: drafts } = this;
    if (!drafts || this.keeps !== 'device' || this._read(true)) return;
    this._text = NOTHING;
    this._isKept = false;
    drafts.clear();
  }

  /**
   * The member's `ref`, or empty for a guest. Undefined while it is not known: a device that cannot
   * reach the desk, or whose token has expired, may be anybody's.
   */
  private _whose(): string | undefined {
    const { state } = this._contacts;
    if (state.phase !== 'ready' || state.from === 'device') return undefined;
    const { ref, reason } = state.contact.member;
    return ref ?? (reason === 'expired' ? draftFor(this._contacts).ref : '');
  }

  private get _key(): string {
    const { source, state } = this._contacts;
    return `hotline:draft:${source.desk ?? state.contact?.callback?.endpoint ?? ''}`;
  }

  /** The storage of the device, or of this tab in its place. */
  private _storage(ofDevice: boolean): Device {
    const { effects } = this._contacts;
    return ofDevice
      ? effects
      : {
          get localStorage() {
            return effects.sessionStorage;
          },
        };
  }

  private _read(ofDevice: boolean): KeptDraft | undefined {
    const { _contacts: contacts } = this;
    const now = contacts.effects.Date.now();
    const kept = readKept(this._storage(ofDevice), this._key) as Partial<KeptDraft> | undefined;
    if (kept?.version !== VERSION || typeof kept.since !== 'number') return undefined;
    const { ref = '', since, version } = kept;
    if (since <= now - MAX_KEPT_MS || since > now + MAX_KEPT_MS) return undefined;
    return { version, ref, since, typed: readTyped(kept.typed, now) };
  }

  private _drop(ofDevice: boolean): void {
    keep(this._storage(ofDevice), this._key, undefined);
  }

  /** Brings back what this member typed before, where they have typed nothing since. */
  private _restore(ref: string, drafts: DraftStore): void {
    const { _contacts: contacts } = this;
    this._ref = ref;
    const [own, guests] = [this._read(true), this._read(false)];
    // Of somebody else, too old, or of another version. Other guests are told from members who have
    // signed out by the reason: a token that is not believed may still be the same member's.
    const { contact } = contacts.state;
    const isMine = own?.ref === ref;
    if (!isMine && (ref || !own || contact?.member.reason === 'missing')) this._drop(true);
    if (!guests || ref) this._drop(false);
    const found = [isMine ? own : undefined, guests].filter((kept) => kept !== undefined);
    const [newest] = found.sort((a, b) => b.since - a.since);
    // Written anew where the draft has another place now.
    this._text = NOTHING;
    if (!newest || attemptOf(contacts)?.agreed) return;
    const { topic, ...typed } = newest.typed;
    const isOffered = contact?.topics.some(({ id }) => id === topic);
    this._isKept = newest === (ref ? own : guests);
    if (this._isKept) this._text = stringify(newest.typed);
    drafts.update({
      ...(topic && isOffered && { topic }),
      ...typed,
      ...(typed.order && { orderFound: false }),
      ...typedOf(drafts.state),
    });
  }

  /** Keeps what is typed now, if that has changed. */
  private _look = (): void => {
    const { _contacts: contacts, _drafts: drafts, _ref: ref } = this;
    if (!drafts || ref === undefined) return;
    const typed = attemptOf(contacts)?.agreed ? {} : typedOf(drafts.state);
    const text = stringify(typed);
    if (text === this._text) return;
    this._text = text;
    if (text === NOTHING) {
      this._isKept = false;
      this._drop(!!ref);
    } else void this._write(ref, typed, text);
  };

  private async _write(ref: string, typed: Typed, text: string): Promise<void> {
    const { _contacts: contacts, _drafts: drafts } = this;
    const { order, note, ...rest } = typed;
    const { contact } = contacts.state;
    const secrets = await import('../core/secrets.ts').catch(() => undefined);
    // Something else was typed meanwhile, or by somebody else.
    if (text !== this._text || ref !== this._ref || drafts !== this._drafts) return;
    const safe = (words: string): string =>
      secrets?.withoutCertainSecrets(words, contact ?? {}) ?? '';
    const isKept = keep(this._storage(!!ref), this._key, {
      version: VERSION,
      ref,
      since: contacts.effects.Date.now(),
      typed: {
        ...rest,
        ...(note && { note: safe(note) }),
        ...(order && {
          order: isOrderNumber(order, contact?.orderPatterns ?? []) ? order : safe(order),
        }),
      },
    } satisfies KeptDraft);
    if (isKept === this._isKept) return;
    this._isKept = isKept;
    // Whoever shows whether it is kept.
    drafts?.set({ ...drafts.state });
  }
}

const keepers = new WeakMap<ContactStore, DraftKeeper>();

/** The one keeper of a source. */
export const keeperFor = (contacts: ContactStore): DraftKeeper => {
  const keeper = keepers.get(contacts) ?? new DraftKeeper(contacts);
  keepers.set(contacts, keeper);
  return keeper;
};
