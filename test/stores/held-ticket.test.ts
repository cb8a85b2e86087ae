import { expect } from '@open-wc/testing';
import { heldTicket, holdTicket, type HeldTicket } from '../../src/stores/held-ticket.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const DAY = 86_400_000;
const ticket = (change: Partial<HeldTicket> = {}): HeldTicket => ({
  endpoint: 'https://desk.example/v1/callbacks',
  number: '261120482136',
  key: 'k',
  since: Date.now(),
  ...change,
});

/** A device that keeps nothing: each use of its storage throws. */
const withoutStorage = (act: () => void) => {
  const storage = Object.getOwnPropertyDescriptor(window, 'localStorage') as PropertyDescriptor;
  Object.defineProperty(window, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  try {
    act();
  } finally {
    Object.defineProperty(window, 'localStorage', storage);
  }
};

describe('the ticket that a device holds', () => {
  let contacts: FakeContacts;
  beforeEach(() => (contacts = FakeContacts.of(sampleContact())));
  afterEach(() => localStorage.clear());

  it('is there until it is let go of', () => {
    const held = ticket();
    holdTicket(contacts.store, held);
    expect(heldTicket(contacts.store)).to.deep.equal(held);
    holdTicket(contacts.store, undefined);
    expect(heldTicket(contacts.store)).to.equal(undefined);
    expect(localStorage).to.have.length(0);
  });

  it('belongs to one member: not to the next at the same device, not to a guest', () => {
    holdTicket(contacts.store, ticket());
    for (const ref of ['m-2', undefined]) {
      contacts.show(sampleContact({ member: { ref } }));
      expect(heldTicket(contacts.store), ref ?? 'guest').to.equal(undefined);
    }
    contacts.show(sampleContact());
    expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
  });

  it('belongs to one desk', () => {
    holdTicket(contacts.store, ticket());
    expect(heldTicket(FakeContacts.of(sampleContact()).store)).to.equal(undefined);
  });

  it("is nobody's while nobody knows who the member is", () => {
    holdTicket(contacts.store, ticket());
    contacts.become({ phase: 'loading' });
    expect(heldTicket(contacts.store)).to.equal(undefined);
    holdTicket(contacts.store, undefined);
    contacts.show(sampleContact());
    expect(heldTicket(contacts.store)?.number, 'nor can it be let go of').to.equal('261120482136');
  });

  it('is forgotten after thirty days', () => {
    holdTicket(contacts.store, ticket({ since: Date.now() - 30 * DAY + 60_000 }));
    expect(heldTicket(contacts.store)).to.exist;
    holdTicket(contacts.store, ticket({ since: Date.now() - 30 * DAY - 1 }));
    expect(heldTicket(contacts.store)).to.equal(undefined);
  });

  for (const rubbish of ['', 'null', '7', '[]', '"x"', '{}', '{broken']) {
    it(`is none where the storage holds ${rubbish || 'an empty text'} instead`, () => {
      localStorage.setItem(`hotline:ticket:${contacts.source.desk}:m-1`, rubbish);
      expect(heldTicket(contacts.store)).to.equal(undefined);
    });
  }

  it('lives as long as the page on a device that keeps nothing', () => {
    withoutStorage(() => {
      const held = ticket();
      holdTicket(contacts.store, held);
      expect(heldTicket(contacts.store)).to.deep.equal(held);
      holdTicket(contacts.store, undefined);
      expect(heldTicket(contacts.store)).to.equal(undefined);
    });
  });
});
