import { expect } from '@open-wc/testing';
import { REMEMBERED_CONTACT } from '../../src/device/kept.ts';
import { rememberContact } from '../../src/stores/remember-contact.ts';
import { at, FakeContacts, sampleContact } from '../support/sample-contact.ts';

describe('rememberContact', () => {
  afterEach(() => localStorage.clear());
  const kept = ({ source }: FakeContacts) =>
    localStorage.getItem(`${REMEMBERED_CONTACT}${source.desk}`);

  it("stores a desk's public Contact", () => {
    const contacts = FakeContacts.of(sampleContact());
    rememberContact(contacts.store);
    expect(JSON.parse(kept(contacts) ?? '')).to.deep.equal(sampleContact());
    expect(localStorage).to.have.length(1);
  });

  it('stores each Contact once, so that tabs do not answer each other without end', () => {
    const contacts = FakeContacts.of(sampleContact());
    rememberContact(contacts.store);
    const first = kept(contacts);
    // Another tab stores its own.
    localStorage.setItem(`${REMEMBERED_CONTACT}${contacts.source.desk}`, 'of another tab');
    rememberContact(contacts.store);
    expect(kept(contacts)).to.equal('of another tab');
    contacts.show(sampleContact());
    rememberContact(contacts.store);
    expect(kept(contacts)).to.equal(first);
  });

  it('never stores a private line', () => {
    const contacts = FakeContacts.of(sampleContact({ validUntil: at(10) }));
    rememberContact(contacts.store);
    expect(localStorage).to.have.length(0);
  });

  it('stores nothing that is not from the desk', () => {
    const contacts = new FakeContacts();
    rememberContact(contacts.store);
    for (const from of ['config', 'device'] as const) {
      contacts.show(sampleContact(), from);
      rememberContact(contacts.store);
    }
    expect(localStorage).to.have.length(0);
  });

  it('does not throw if storage is full', () => {
    const { setItem } = Storage.prototype;
    let tried = 0;
    Storage.prototype.setItem = () => {
      tried++;
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      expect(rememberContact(FakeContacts.of(sampleContact()).store)).to.equal(undefined);
    } finally {
      Storage.prototype.setItem = setItem;
    }
    expect(tried).to.equal(1);
    expect(localStorage).to.have.length(0);
  });
});
