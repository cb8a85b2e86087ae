import { expect } from '@open-wc/testing';
import * as v from 'valibot';
import { ContactSchema } from '../../src/contract/contact.ts';
import { CreatedTicketSchema } from '../../src/contract/ticket.ts';
import { bareContact, sampleContact, sampleTicket } from '../support/sample-contact.ts';

describe('the samples that the tests show', () => {
  for (const [name, sample] of [
    ['everything', sampleContact()],
    ['only what must be', bareContact()],
  ] as const) {
    it(`are Contacts by the contract, with nothing in them that it does not know: ${name}`, () => {
      expect(v.parse(ContactSchema, sample)).to.deep.equal(sample);
    });
  }

  it('are tickets by the contract', () => {
    expect(v.parse(CreatedTicketSchema, sampleTicket())).to.deep.equal(sampleTicket());
  });
});
