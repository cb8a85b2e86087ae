import { NativeEvent } from './native-event.ts';

/** The member chose another of their tickets, which the ticket store follows from now on. */
export class ChooseTicketEvent extends NativeEvent {
  constructor() {
    super('hotline-choose-ticket', { bubbles: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-choose-ticket': ChooseTicketEvent;
  }
}
