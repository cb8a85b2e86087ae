import type { Window } from '../contract/slots.ts';
import type { ContactStore } from './contact-store.ts';
import { Store } from './store.ts';

/** What the member has told so far; kept in memory only, and shared by all elements of a source. */
export interface Draft {
  topic?: string | undefined;
  order?: string | undefined;
  /** The order number was not typed but found on the page. */
  orderFound?: boolean;
  /** On the member's own clock, as a `datetime-local` field holds it: `2026-11-22T22:40`. */
  occurredAt?: string | undefined;
  note?: string | undefined;
  screenshots: readonly File[];
  /** For the callback. */
  phone?: string;
  urgent?: boolean;
  senior?: boolean;
  /** Not as soon as possible, but at the window that is chosen. */
  booked?: boolean;
  window?: Window | undefined;
}

export class DraftStore extends Store<Draft> {
  /** Whose it is; a guest's becomes that of the member they sign in as. */
  ref?: string | undefined;

  constructor() {
    super({ screenshots: [] });
  }

  update(change: Partial<Draft>): void {
    const draft = { ...this.state, ...change };
    // Browsers without a field for times (Safari 14) hand out whatever was written into a field for words.
    if (!Date.parse(draft.occurredAt ?? '')) draft.occurredAt = undefined;
    this.set(draft);
  }

  /** After a callback: how to reach the member stays true, the rest was this one's. */
  clear(): void {
    const { phone = '' } = this.state;
    this.set({ phone, screenshots: [] });
  }

  /** An order number that the page knows: it fills an empty field, and gives way to what the member types. */
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

/** The draft of the member who is there now. The next member at a shared device starts anew; a token that ran out is no other member. */
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
