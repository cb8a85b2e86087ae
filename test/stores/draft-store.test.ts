import { expect } from '@open-wc/testing';
import { draftFor, DraftStore } from '../../src/stores/draft-store.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

describe('DraftStore', () => {
  it('is one per source', () => {
    const [one, other] = [new FakeContacts(), new FakeContacts()];
    expect(draftFor(one.store)).to.equal(draftFor(one.store));
    expect(draftFor(one.store)).not.to.equal(draftFor(other.store));
  });

  it('merges changes and tells its listeners', () => {
    const drafts = new DraftStore();
    let told = 0;
    drafts.subscribe(() => told++);
    drafts.update({ topic: 'missing' });
    drafts.update({ note: '补充' });
    expect(drafts.state).to.deep.include({ topic: 'missing', note: '补充' });
    expect(told).to.equal(2);
  });

  it('takes an order number from the page, and the next one', () => {
    const drafts = new DraftStore();
    drafts.suggestOrder('A');
    expect(drafts.state).to.deep.include({ order: 'A', orderFound: true });
    drafts.suggestOrder('B');
    expect(drafts.state.order).to.equal('B');
    drafts.suggestOrder(undefined);
    expect(drafts.state.order).to.equal('B');
  });

  for (const written of ['mine', '']) {
    it(`keeps the order number “${written}” that the member typed`, () => {
      const drafts = new DraftStore();
      drafts.suggestOrder('A');
      drafts.update({ order: written, orderFound: false });
      drafts.suggestOrder('B');
      expect(drafts.state.order).to.equal(written);
    });
  }

  it('does not tell its listeners if nothing changed', () => {
    const drafts = new DraftStore();
    drafts.suggestOrder('A');
    let told = 0;
    drafts.subscribe(() => told++);
    drafts.suggestOrder('A');
    expect(told).to.equal(0);
  });

  it('ignores a time that is not valid', () => {
    const drafts = new DraftStore();
    drafts.update({ occurredAt: '2026-11-20T09:30' });
    drafts.update({ note: '补充' });
    expect(drafts.state.occurredAt).to.equal('2026-11-20T09:30');
    drafts.update({ occurredAt: '昨晚' });
    expect(drafts.state.occurredAt).to.equal(undefined);
  });

  it('keeps only the phone number after a callback', () => {
    const drafts = new DraftStore();
    drafts.update({
      phone: '13800138000',
      topic: 'missing',
      note: '补充',
      urgent: true,
      senior: true,
      order: 'A',
      screenshots: 1,
      attachments: ['one'],
    });
    drafts.clear();
    expect(drafts.state).to.deep.equal({ phone: '13800138000', phoneUsed: true });
  });

  it('starts empty for the next member at the device', () => {
    const contacts = FakeContacts.of(sampleContact());
    draftFor(contacts.store).update({ note: '账号 10001', phone: '13800138000' });
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    expect(draftFor(contacts.store).state).to.deep.equal({});
    contacts.show(sampleContact());
    expect(draftFor(contacts.store).state.note).to.equal(undefined);
  });

  it('stays while the member is unknown, when a token expires, and when a guest signs in', () => {
    const contacts = FakeContacts.of(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } }),
    );
    draftFor(contacts.store).update({ note: '账号 10001' });
    contacts.show(sampleContact());
    contacts.forget();
    draftFor(contacts.store);
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'expired' } }),
    );
    expect(draftFor(contacts.store).state.note).to.equal('账号 10001');
  });
});
