import type { ContactStore } from '../stores/contact-store.ts';
import type { Widget } from './widget.ts';

/** A device keeps a ticket no longer than this, ms. */
const MAX_KEPT_MS = 30 * 86_400_000;

/**
 * Whether this device keeps an open ticket of whoever is here, or a request without an answer. What
 * a guest asked for goes with them when they sign in.
 */
export const keepsTicket = ({ state, source, effects }: ContactStore): boolean => {
  const { contact } = state;
  if (!contact) return false;
  const desk = source.desk ?? contact.callback?.endpoint ?? '';
  return [contact.member.ref ?? '', ''].some((member) =>
    ['ticket', 'attempt'].some((what) => {
      try {
        const text = effects.localStorage.getItem(`hotline:${what}:${desk}:${member}`) ?? '{}';
        const { since = 0, ended } = JSON.parse(text) as { since?: number; ended?: boolean };
        return !ended && since > effects.Date.now() - MAX_KEPT_MS;
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
