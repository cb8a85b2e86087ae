import { keep, REMEMBERED_CONTACT } from '../device/kept.ts';
import type { ContactStore } from './contact-store.ts';

/** Those that were kept already. */
const kept = new WeakSet();

/**
 * Keeps a desk's public Contact for when the desk cannot be reached, each one once: panels update
 * when another tab keeps something, and two tabs would answer each other forever. Private lines are
 * never kept.
 */
export const rememberContact = ({ state, source, effects }: ContactStore): void => {
  if (state.phase !== 'ready' || state.from !== 'desk') return;
  const { contact } = state;
  if (contact.validUntil || kept.has(contact)) return;
  kept.add(contact);
  keep(effects, `${REMEMBERED_CONTACT}${source.desk}`, contact);
};
