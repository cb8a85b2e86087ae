import { stringify } from '../core/stringify.ts';
import type { KnownCode } from '../desk-client/brief-code.ts';
import type { ContactStore } from './contact-store.ts';
import { deskTime } from './desk-time.ts';
import { briefOf } from './draft-request.ts';
import { draftFor, type DraftStore } from './draft-store.ts';
import { Store } from './store.ts';

/** A code, and the brief that it stands for, as JSON. */
export interface BriefCodeOf {
  code: KnownCode;
  brief: string;
}

const codes = new WeakMap<DraftStore, Store<BriefCodeOf | undefined>>();

/** The code that this member took last on this page. */
export const codeOf = (store: ContactStore): Store<BriefCodeOf | undefined> => {
  const drafts = draftFor(store);
  const code = codes.get(drafts) ?? new Store<BriefCodeOf | undefined>(undefined);
  codes.set(drafts, code);
  return code;
};

/** The code that stands for what is written now; undefined if there is none, or it is over. */
export const validCode = (store: ContactStore): KnownCode | undefined => {
  const { state } = codeOf(store);
  return state &&
    Date.parse(state.code.expiresAt) > deskTime(store) &&
    state.brief === stringify(briefOf(draftFor(store).state))
    ? state.code
    : undefined;
};
