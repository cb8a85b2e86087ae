import type { TicketView } from '../../wire/ticket.ts';

/** Hands the ticket page the ticket as it is after a dialog has changed it. */
export class TicketChangedEvent extends Event {
  static readonly type = 'console-ticket-changed';

  constructor(readonly ticket: TicketView) {
    super(TicketChangedEvent.type, { bubbles: true, composed: true });
  }
}
