import { expect } from '@open-wc/testing';
import { TICKET_STATUSES, type TicketStatus } from '../../src/contract/ticket-status.ts';
import { hasEnded, isOpen, isWaiting } from '../../src/core/ticket-status.ts';

describe('the status of a ticket', () => {
  it('is either open or ended', () => {
    expect(TICKET_STATUSES.filter(isOpen)).to.deep.equal([
      'waiting',
      'claimed',
      'calling',
      'unreached',
      'follow-up',
    ]);
    expect(TICKET_STATUSES.filter(hasEnded)).to.deep.equal(['solved', 'closed', 'cancelled']);
  });

  it('waits when it is open and no agent holds the ticket', () => {
    expect(TICKET_STATUSES.filter(isWaiting)).to.deep.equal(['waiting', 'unreached', 'follow-up']);
  });

  it('is neither open nor ended when a newer desk sends one that is unknown here', () => {
    const unknown = 'escalated' as TicketStatus;
    expect([isOpen(unknown), isWaiting(unknown), hasEnded(unknown)]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});
