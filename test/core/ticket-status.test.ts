import { expect } from '@open-wc/testing';
import { TICKET_STATUSES, type TicketStatus } from '../../src/contract/ticket-status.ts';
import { hasEnded, isOpen, isWaiting } from '../../src/core/ticket-status.ts';

describe('isOpen, isWaiting and hasEnded', () => {
  it('treat every known status as either open or ended', () => {
    expect(TICKET_STATUSES.filter(isOpen)).to.deep.equal([
      'waiting',
      'claimed',
      'calling',
      'unreached',
      'follow-up',
    ]);
    expect(TICKET_STATUSES.filter(hasEnded)).to.deep.equal(['solved', 'closed', 'cancelled']);
  });

  it('treat an open ticket as waiting if no agent has claimed it', () => {
    expect(TICKET_STATUSES.filter(isWaiting)).to.deep.equal(['waiting', 'unreached', 'follow-up']);
  });

  it('treat a status that is unknown here, from a newer desk, as neither open nor ended', () => {
    const unknown = 'escalated' as TicketStatus;
    expect([isOpen(unknown), isWaiting(unknown), hasEnded(unknown)]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});
