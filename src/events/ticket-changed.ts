import { NativeEvent } from './native-event.ts';

/** The member's ticket has a new status. */
export class HotlineTicketChangedEvent extends NativeEvent {
  constructor() {
    super('hotline-ticket-changed', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hotline-ticket-changed': HotlineTicketChangedEvent;
  }
}
