import { expect } from '@open-wc/testing';
import * as v from 'valibot';
import { ContactSchema } from '../../src/contract/contact.ts';
import { CreatedTicketSchema } from '../../src/contract/ticket.ts';
import { bareContact, sampleContact, sampleTicket } from '../support/sample-contact.ts';

describe('the sample data', () => {
  for (const [name, sample] of [
    ['with all fields', sampleContact()],
    ['with required fields only', bareContact()],
  ] as const) {
    it(`has a contact that matches the contract, without unknown keys: ${name}`, () => {
      expect(v.parse(ContactSchema, sample)).to.deep.equal(sample);
    });
  }

  it('has a ticket that matches the contract', () => {
    expect(v.parse(CreatedTicketSchema, sampleTicket())).to.deep.equal(sampleTicket());
  });
});
