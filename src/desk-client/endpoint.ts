import type { ContactStore } from '../stores/contact-store.ts';

/** Where callbacks are posted. */
export const callbacksAt = ({ state, source }: ContactStore): string =>
  (state.phase === 'ready' && state.contact.callback?.endpoint) ||
  `${source.desk ?? ''}/v1/callbacks`;

/** What lies beside that address: slots, tickets, briefs. */
export const beside = (endpoint: string, path: string): string =>
  endpoint.replace(/\/callbacks\/?$/, `/${path}`);

/** The headers by which the shop vouches for its member; none in static mode. */
export const vouched = async (contacts: ContactStore): Promise<Record<string, string>> => {
  const token = contacts.source.desk ? await contacts.token() : undefined;
  return token ? { authorization: `Bearer ${token}` } : {};
};
