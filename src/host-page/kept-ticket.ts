import type { ContactStore } from '../stores/contact-store.ts';
import type { Widget } from './widget.ts';

/** A device keeps a ticket no longer than this, ms. */
const MAX_KEPT_MS = 30 * 86_400_000;

/**
 * Whether whoever is here has an open ticket, a request without an answer, or a code to read out, on
 * this device or, by the desk, on another. What
 * a guest asked for goes with them when they sign in.
 */
export const keepsTicket = ({ state, source, effects }: ContactStore): boolean => {
  const { contact } = state;
  if (!contact) return false;
  const desk = source.desk ?? contact.callback?.endpoint ?? '';
  const { ref = '', ticket } = contact.member;
  if (ticket && !ticket.ended) return true;
  return [ref, ''].some((member) =>
    ['ticket', 'attempt', 'code'].some((what) => {
      try {
        const text = effects.localStorage.getItem(`hotline:${what}:${desk}:${member}`) ?? '{}';
        const kept = JSON.parse(text) as { since?: number; until?: number; ended?: boolean };
        const { since = 0, until = since + MAX_KEPT_MS, ended } = kept;
        return !ended && until > effects.Date.now();
      } catch {
        return false;
      }
    }),
  );
};

/**
 * Draws the closed panel for members with an open ticket, so that it follows the ticket and the
 * pill says it. Nobody else downloads anything for that.
 */
export const followKept = ({ store }: Widget, pill: HTMLElement): void => {
  const look = (): void => {
    if (!store || !keepsTicket(store)) return;
    leave?.();
    // As if the member were about to open it. It does not bubble, so the page does not notice.
    pill.dispatchEvent(new Event('pointerenter'));
  };
  const leave = store?.subscribe(look);
  look();
};
