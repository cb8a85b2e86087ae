import { NativeEvent } from './native-event.ts';
import type { TicketAction } from '../contract/ticket.ts';

/**
 * The member did something with their ticket: an action that the desk carried out, or they removed
 * the ticket from the device (`forget`), perhaps to ask for another callback (`another`).
 */
export class TicketActedEvent extends NativeEvent {
  constructor(readonly action: TicketAction | 'forget' | 'another') {
    super('hotline-ticket-acted', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-ticket-acted': TicketActedEvent;
  }
}
