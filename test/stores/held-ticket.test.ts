import { expect } from '@open-wc/testing';
import {
  adoptTicket,
  followNamed,
  forgetNamed,
  heldTicket,
  holdTicket,
  type HeldTicket,
} from '../../src/stores/held-ticket.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
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

  it('keep it for the same member while their token is expired in an open page', () => {
    draftFor(contacts.store);
    holdTicket(contacts.store, ticket());
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'expired' } }),
    );
    expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } }),
    );
    expect(heldTicket(contacts.store), 'a guest').to.equal(undefined);
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

describe('adoptTicket', () => {
  const guest = sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } });
  const member = sampleContact();
  afterEach(() => localStorage.clear());

  const numberFor = (contacts: FakeContacts, who: typeof guest) => {
    contacts.show(who);
    return heldTicket(contacts.store)?.number;
  };

  it('hands a ticket of a guest to the member they sign in as, and to nobody after them', () => {
    const contacts = FakeContacts.of(guest);
    holdTicket(contacts.store, ticket());
    contacts.show(member);
    adoptTicket(contacts.store);
    expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
    expect(numberFor(contacts, guest), 'after a sign-out').to.equal(undefined);
    expect(numberFor(contacts, sampleContact({ member: { ref: 'm-2' } }))).to.equal(undefined);
  });

  for (const [what, age, kept] of [
    ['an older one of the member', -60_000, '2'],
    ['a newer one of the member', 60_000, '1'],
  ] as const) {
    it(`keeps the newer of the ticket of a guest and ${what}`, () => {
      const contacts = FakeContacts.of(member);
      const now = Date.now();
      holdTicket(contacts.store, ticket({ number: '1', since: now - 120_000 + age }));
      contacts.show(guest);
      holdTicket(contacts.store, ticket({ number: '2', since: now - 120_000 }));
      contacts.show(member);
      adoptTicket(contacts.store);
      expect(heldTicket(contacts.store)?.number).to.equal(kept);
    });
  }

  it('leaves a ticket of a guest alone while the member is unknown, or is a guest', () => {
    const contacts = FakeContacts.of(guest);
    holdTicket(contacts.store, ticket());
    adoptTicket(contacts.store);
    contacts.become({ phase: 'loading' });
    adoptTicket(contacts.store);
    expect(numberFor(contacts, guest)).to.equal('261120482136');
  });
});

describe('followNamed', () => {
  let contacts: FakeContacts;
  beforeEach(() => (contacts = FakeContacts.of(sampleContact())));
  afterEach(() => localStorage.clear());
  const OTHER = '261120000013';
  const name = (ended?: true) =>
    contacts.show(
      sampleContact({ member: { ticket: { number: OTHER, ...(ended && { ended }) } } }),
    );

  it('follows the ticket that the desk names, without a key', () => {
    followNamed(contacts.store);
    expect(heldTicket(contacts.store)).to.equal(undefined);
    name();
    followNamed(contacts.store);
    expect(heldTicket(contacts.store)).to.include({ number: OTHER, key: '' });
  });

  it('leaves an open ticket of this device in view, and takes over from one that has ended', () => {
    holdTicket(contacts.store, ticket());
    name();
    followNamed(contacts.store);
    expect(heldTicket(contacts.store)?.number, 'open').to.equal(ticket().number);
    holdTicket(contacts.store, ticket({ ended: true }));
    name(true);
    followNamed(contacts.store);
    expect(heldTicket(contacts.store)?.number, 'both ended').to.equal(ticket().number);
    name();
    followNamed(contacts.store);
    expect(heldTicket(contacts.store)?.number).to.equal(OTHER);
  });

  it('does not come back with a ticket that the member wants to see no more', () => {
    name(true);
    followNamed(contacts.store);
    forgetNamed(contacts.store);
    holdTicket(contacts.store, undefined);
    followNamed(contacts.store);
    expect(heldTicket(contacts.store)).to.equal(undefined);
  });
});
