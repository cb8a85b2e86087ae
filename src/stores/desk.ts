import type { Desk } from '../desk-client/desk.ts';
import type { ContactStore } from './contact-store.ts';

/**
 * The desk that takes callbacks for this source: the one that the Contact names, or else the
 * source's own.
 */
export const deskOf = (contacts: ContactStore): Desk => {
  const { state, source, effects } = contacts;
  return {
    network: effects,
    callbacks: state.contact?.callback?.endpoint || `${source.desk ?? ''}/v1/callbacks`,
    headers: async () => (source.desk ? contacts.headers().catch(() => ({})) : {}),
  };
};
