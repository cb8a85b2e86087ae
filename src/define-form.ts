import { HotlineCallback } from './components/callback/callback.ts';
import { HotlineTicket } from './components/ticket/ticket.ts';

/** Defines the elements of a callback, once however often they are loaded. */
export const defineForm = (): void => {
  if (!customElements.get('hotline-callback')) customElements.define('hotline-callback', HotlineCallback);
  if (!customElements.get('hotline-ticket')) customElements.define('hotline-ticket', HotlineTicket);
};
