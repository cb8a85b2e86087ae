import type { Window } from '../contract/slots.ts';
import type { ContactStore } from './contact-store.ts';
import { Store } from './store.ts';

/**
 * What the member has entered so far, shared by all elements of a source. What of it outlives the
 * page is in `kept-draft.ts`.
 */
export interface Draft {
  topic?: string | undefined;
  order?: string | undefined;
  /** The order number was not typed but found on the page. */
  orderFound?: boolean;
  /** Local time of the member, as a `datetime-local` field holds it: `2026-11-22T22:40`. */
  occurredAt?: string | undefined;
  note?: string | undefined;
  /** How many screenshots there are, and the ids of those that the desk has. */
  screenshots?: number | undefined;
  attachments?: readonly string[];
  /** For the callback. Undefined: the number that the shop knows, if it knows one. */
  phone?: string | undefined;
  /** The number was entered for an earlier request. */
  phoneUsed?: boolean;
  urgent?: boolean;
  senior?: boolean;
  /** Whether to call at the chosen slot instead of as soon as possible. */
  booked?: boolean;
  window?: Window | undefined;
  /** Whether the member has submitted the form, and so agrees to what it says about their data. */
  consent?: boolean;
  /** Which version of that they saw, where a desk names one. */
  consentVersion?: string | undefined;
}

/** The member's screenshots, for what sends them. Their code is loaded with the first one. */
export interface PictureDelivery {
  /**
   * Sends what is not at the desk yet. Resolves when all is there or the member goes on without the
   * rest; to false if that has to wait for the network.
   */
  deliver(): Promise<boolean>;
  /** Like `deliver`, after sending those again that the desk no longer has. */
  renew(attachments: readonly string[]): Promise<boolean>;
}

export class DraftStore extends Store<Draft> {
  /** Undefined until the member has used it. */
  pictures?: PictureDelivery;
  /** The member's `ref`. A guest's draft becomes that of the member they sign in as. */
  ref?: string | undefined;

  constructor() {
    super({});
  }

  update(change: Partial<Draft>): void {
    const draft = { ...this.state, ...change };
    // Browsers without time fields (Safari 14) return whatever was typed.
    if (!Date.parse(draft.occurredAt ?? '')) draft.occurredAt = undefined;
    if (change.phone !== undefined) draft.phoneUsed = false;
    this.set(draft);
  }

  /** After a callback: keeps only the phone number. */
  clear(): void {
    const { phone } = this.state;
    this.set(phone ? { phone, phoneUsed: true } : {});
  }

  /** Takes an order number found on the page, unless the member has typed one. */
  suggestOrder(order: string | undefined): void {
    if (
      order &&
      order !== this.state.order &&
      (this.state.order === undefined || this.state.orderFound)
    )
      this.update({ order, orderFound: true });
  }
}

const drafts = new WeakMap<ContactStore, DraftStore>();

/**
 * The current member's draft. The next member at a shared device gets an empty one; an expired
 * token does not count as another member.
 */
export const draftFor = (store: ContactStore): DraftStore => {
  const { state } = store;
  let draft = drafts.get(store);
  if (state.phase === 'ready' && state.from === 'desk') {
    const { ref, reason } = state.contact.member;
    if (draft?.ref && draft.ref !== ref && reason !== 'expired') draft = undefined;
    draft ??= new DraftStore();
    draft.ref = ref ?? draft.ref;
  }
  drafts.set(store, (draft ??= new DraftStore()));
  return draft;
};
