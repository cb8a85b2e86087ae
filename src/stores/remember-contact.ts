import { keep, REMEMBERED_CONTACT } from '../device/kept.ts';
import type { ContactStore } from './contact-store.ts';

/**
 * Keeps a desk's public Contact for when the desk cannot be reached. Private lines are never kept.
 */
export const rememberContact = ({ state, source, effects }: ContactStore): void => {
  if (state.phase === 'ready' && state.from === 'desk' && !state.contact.validUntil)
    keep(effects, `${REMEMBERED_CONTACT}${source.desk}`, state.contact);
};
