import type { ContactStore } from '../../stores/contact-store.ts';
import { hasOthers } from '../../stores/open-tickets.ts';

/**
 * Whether to draw the list of the member's other open tickets. Loads it for members who have some:
 * until it is there, its tag stands empty.
 */
export const showsOthers = (contacts: ContactStore | undefined): boolean => {
  if (!contacts || !hasOthers(contacts)) return false;
  import('./open-tickets.ts').catch(() => undefined);
  return true;
};
