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

/** Runs `act` while each use of the storage throws. */
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

describe('heldTicket and holdTicket', () => {
  let contacts: FakeContacts;
  beforeEach(() => (contacts = FakeContacts.of(sampleContact())));
  afterEach(() => localStorage.clear());

  it('keep a ticket until it is dropped', () => {
    const held = ticket();
    holdTicket(contacts.store, held);
    expect(heldTicket(contacts.store)).to.deep.equal(held);
    holdTicket(contacts.store, undefined);
    expect(heldTicket(contacts.store)).to.equal(undefined);
    expect(localStorage).to.have.length(0);
  });

  it('keep it for one member, not for the next one or a guest', () => {
    holdTicket(contacts.store, ticket());
    for (const ref of ['m-2', undefined]) {
      contacts.show(sampleContact({ member: { ref } }));
      expect(heldTicket(contacts.store), ref ?? 'guest').to.equal(undefined);
    }
    contacts.show(sampleContact());
    expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
  });

  it('keep it for one desk', () => {
    holdTicket(contacts.store, ticket());
    expect(heldTicket(FakeContacts.of(sampleContact()).store)).to.equal(undefined);
  });

  it('neither read nor drop a ticket while the member is unknown', () => {
    holdTicket(contacts.store, ticket());
    contacts.become({ phase: 'loading' });
    expect(heldTicket(contacts.store)).to.equal(undefined);
    holdTicket(contacts.store, undefined);
    contacts.show(sampleContact());
    expect(heldTicket(contacts.store)?.number, 'nor can it be let go of').to.equal('261120482136');
  });

  it('drop it after 30 days', () => {
    holdTicket(contacts.store, ticket({ since: Date.now() - 30 * DAY + 60_000 }));
    expect(heldTicket(contacts.store)).to.exist;
    holdTicket(contacts.store, ticket({ since: Date.now() - 30 * DAY - 1 }));
    expect(heldTicket(contacts.store)).to.equal(undefined);
  });

  for (const rubbish of ['', 'null', '7', '[]', '"x"', '{}', '{broken']) {
    it(`ignore ${rubbish || 'an empty text'} in the storage`, () => {
      localStorage.setItem(`hotline:ticket:${contacts.source.desk}:m-1`, rubbish);
      expect(heldTicket(contacts.store)).to.equal(undefined);
    });
  }

  it('keep it as long as the page if storage is not available', () => {
    withoutStorage(() => {
      const held = ticket();
      holdTicket(contacts.store, held);
      expect(heldTicket(contacts.store)).to.deep.equal(held);
      holdTicket(contacts.store, undefined);
      expect(heldTicket(contacts.store)).to.equal(undefined);
    });
  });
});
