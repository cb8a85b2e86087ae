import { HotlineTicket } from './components/ticket/ticket.ts';

if (!customElements.get('hotline-ticket')) customElements.define('hotline-ticket', HotlineTicket);
