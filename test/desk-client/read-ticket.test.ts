import { expect } from '@open-wc/testing';
import { TICKET_STATUSES } from '../../src/contract/ticket-status.ts';
import { readCreatedTicket, readTicket } from '../../src/desk-client/read-ticket.ts';
import { sampleTicket } from '../support/sample-contact.ts';

describe('readTicket', () => {
  for (const status of TICKET_STATUSES) {
    it(`reads a ticket that is ${status}`, () => {
      const ticket = sampleTicket({ status });
      expect(readTicket(ticket)).to.deep.equal(ticket);
    });
  }

  for (const [what, answer] of [
    ['nothing', undefined],
    ['null', null],
    ['a word', 'ticket'],
    ['a list', []],
    ['an empty object', {}],
    ['a number that is no text', { ...sampleTicket(), number: 261120482136 }],
    ['a status that is no word', { ...sampleTicket(), status: 7 }],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(readTicket(answer)).to.equal(undefined);
    });
  }

  const { passphrase: _passphrase, ...silent } = sampleTicket();
  for (const [what, answer, read] of [
    ['a passphrase that is no text', { ...sampleTicket(), passphrase: 7 }, silent],
    ['a timeline that is no list', { ...sampleTicket(), timeline: {} }, { timeline: [] }],
    [
      'calling numbers that are no list',
      { ...sampleTicket(), callsFrom: '400' },
      { callsFrom: [] },
    ],
    ['no word on what the member may do', { ...sampleTicket(), may: undefined }, { may: {} }],
    ['no line', { ...sampleTicket(), line: undefined }, { line: { timeZone: '?' } }],
    ['a due time that is no instant', { ...sampleTicket(), dueAt: 'soon' }, {}],
    [
      'steps without a status, and times of steps that are none',
      { ...sampleTicket(), timeline: [null, { at: 'once', status: 'waiting' }] },
      { timeline: [{ at: '', status: 'waiting' }] },
    ],
  ] as const) {
    it(`reads a ticket with ${what}, and leaves it out`, () => {
      const ticket = readTicket(answer);
      expect(ticket).to.deep.include({ number: '261120482136', ...read });
      expect(ticket).not.to.have.property(what.includes('due') ? 'dueAt' : 'rating');
    });
  }

  it('reads tickets of newer desks with unknown statuses, and of older desks with fewer fields', () => {
    const newer = { ...sampleTicket(), status: 'teleported' };
    const older = { ...sampleTicket(), attempts: undefined, may: { cancel: true } };
    expect(readTicket(newer)).to.deep.equal(newer);
    expect(readTicket(older)).to.deep.equal(older);
  });

  it('requires the key of a created ticket', () => {
    const { key, ...ticket } = sampleTicket();
    expect(readCreatedTicket({ ...ticket, key })).to.deep.equal(sampleTicket());
    expect(readCreatedTicket(ticket)).to.equal(undefined);
    expect(readCreatedTicket(null)).to.equal(undefined);
  });
});
