import { HotlineCallback } from './components/callback/callback.ts';

if (!customElements.get('hotline-callback'))
  customElements.define('hotline-callback', HotlineCallback);

/** The ticket and the brief's code come after the form; what they need of it is in the form's file. */
export const loadTicket = (): Promise<unknown> => import('./define-ticket.ts');
export const loadBriefCode = (): Promise<unknown> => import('./define-brief-code.ts');
