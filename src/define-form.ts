import { HotlineCallback } from './components/callback/callback.ts';

if (!customElements.get('hotline-callback')) customElements.define('hotline-callback', HotlineCallback);

/** The ticket comes after the form; what both need is in the form's file. */
export const loadTicket = (): Promise<unknown> => import('./define-ticket.ts');
