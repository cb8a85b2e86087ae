import { rememberedAs, type ContactStore } from '../stores/contact-store.ts';

/** Keeps a desk's public Contact on the device for the day it can't be reached. A private line is never kept. */
export const rememberContact = ({ state, source }: ContactStore): void => {
  if (state.phase !== 'ready' || state.from !== 'desk' || state.contact.validUntil) return;
  try {
    localStorage.setItem(rememberedAs(source), JSON.stringify(state.contact));
  } catch {
    // A sandboxed frame or a full device keeps nothing; the fallback number remains.
  }
};
