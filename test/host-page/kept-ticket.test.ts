import { expect } from '@open-wc/testing';
import { followKept, keepsTicket } from '../../src/host-page/kept-ticket.ts';
import type { Widget } from '../../src/host-page/widget.ts';
import { keepAttempt } from '../../src/stores/attempt.ts';
import { placeOf } from '../../src/stores/held.ts';
import { holdCode } from '../../src/stores/held-code.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const guest = sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } });

describe('keepsTicket', () => {
  let contacts: FakeContacts;
  beforeEach(() => (contacts = FakeContacts.of(sampleContact())));
  afterEach(() => localStorage.clear());

  const hold = (change: { ended?: boolean; since?: number } = {}) =>
    holdTicket(contacts.store, {
      endpoint: `${contacts.source.desk}/v1/callbacks`,
      number: '261120482136',
      key: 'k',
      since: Date.now(),
      ...change,
    });

  it('finds an open ticket and a request without an answer, and nothing else', () => {
    expect(keepsTicket(contacts.store)).to.equal(false);
    hold();
    expect(keepsTicket(contacts.store)).to.equal(true);
    hold({ ended: true });
    expect(keepsTicket(contacts.store), 'ended').to.equal(false);
    hold({ since: Date.now() - 31 * 86_400_000 });
    expect(keepsTicket(contacts.store), 'a month old').to.equal(false);
    keepAttempt(contacts.store, { key: 'k', since: Date.now() }, placeOf(contacts.store));
    expect(keepsTicket(contacts.store), 'a request').to.equal(true);
  });

  it('finds a code to read out until it is over, and an open ticket that the desk names', () => {
    holdCode(contacts.store, 'secret');
    expect(keepsTicket(contacts.store), 'a code').to.equal(true);
    const key = Object.keys(localStorage).find((name) => name.startsWith('hotline:code'))!;
    const code = JSON.parse(localStorage.getItem(key)!) as object;
    localStorage.setItem(key, JSON.stringify({ ...code, until: Date.now() - 1 }));
    expect(keepsTicket(contacts.store), 'a code that is over').to.equal(false);
    const name = (ended?: true) =>
      contacts.show(
        sampleContact({ member: { ticket: { number: '261120482136', ...(ended && { ended }) } } }),
      );
    name(true);
    expect(keepsTicket(contacts.store), 'ended').to.equal(false);
    name();
    expect(keepsTicket(contacts.store), 'named').to.equal(true);
  });

  it('finds what a guest asked for before signing in, and nothing of another member', () => {
    hold();
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    expect(keepsTicket(contacts.store)).to.equal(false);
    contacts.show(guest);
    hold();
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    expect(keepsTicket(contacts.store)).to.equal(true);
  });

  it('finds nothing while the member is unknown, or in rubbish', () => {
    hold();
    localStorage.setItem(`hotline:ticket:${contacts.source.desk}:m-1`, '{broken');
    expect(keepsTicket(contacts.store)).to.equal(false);
    hold();
    contacts.become({ phase: 'loading' });
    expect(keepsTicket(contacts.store)).to.equal(false);
  });

  it('draws the panel once, as soon as it is known that there is one', () => {
    hold();
    const contact = contacts.state.contact;
    contacts.become({ phase: 'loading' });
    const pill = document.createElement('button');
    let wanted = 0;
    pill.onpointerenter = () => wanted++;
    followKept({ store: contacts.store } as Widget, pill);
    expect(wanted).to.equal(0);
    if (contact) contacts.show(contact);
    contacts.show(sampleContact());
    expect(wanted).to.equal(1);
  });
});
