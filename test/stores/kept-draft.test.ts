import { expect } from '@open-wc/testing';
import type { Contact } from '../../src/contract/contact.ts';
import { DAY, HOUR, iso } from '../../src/core/time.ts';
import { holdTicket } from '../../src/stores/held-ticket.ts';
import { keepAttempt } from '../../src/stores/attempt.ts';
import { draftFor } from '../../src/stores/draft-store.ts';
import { placeOf } from '../../src/stores/held.ts';
import { keeperFor } from '../../src/stores/kept-draft.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk } from '../support/fake-desk.ts';
import { FakeContacts, sampleContact } from '../support/sample-contact.ts';

const NOTE = '充了一小时还没有到';

const ofMember = (ref: string): Contact => {
  const contact = sampleContact();
  const { reason: _, ...member } = contact.member;
  return { ...contact, member: { ...member, verified: true, ref } };
};
const ofGuest = (reason: Contact['member']['reason'] = 'missing'): Contact => {
  const contact = sampleContact();
  const { ref: _, ...member } = contact.member;
  return { ...contact, member: { ...member, verified: false, reason } };
};

describe('The draft that a device keeps', () => {
  let effects: FakeEffects;
  let contacts: FakeContacts;

  const key = () => `hotline:draft:${contacts.source.desk}`;
  const onDevice = () => localStorage.getItem(key());
  const inTab = () => sessionStorage.getItem(key());
  const draft = () => draftFor(contacts.store).state;

  /** As after loading a page of the shop. */
  const open = (contact: Contact, from: 'desk' | 'device' = 'desk'): void => {
    contacts = new FakeContacts({ phase: 'ready', contact, from }, contacts?.source);
    contacts.effects = effects;
    keeperFor(contacts.store).attend();
  };
  /** In the open page. */
  const become = (contact: Contact): void => {
    contacts.show(contact);
    keeperFor(contacts.store).attend();
  };
  const type = async (change: object, where = onDevice): Promise<void> => {
    draftFor(contacts.store).update(change);
    await until(
      () => (where() ?? '').includes(String(Object.values(change)[0]).slice(0, 4)),
      () => 'the draft on the device',
    );
  };

  beforeEach(() => {
    effects = new FakeEffects(new FakeDesk().fetch);
    contacts = FakeContacts.of(sampleContact());
  });

  it('is there again after a reload, as it was typed', async () => {
    open(ofMember('m1'));
    await type({
      topic: 'missing',
      order: 'A1B2C3D4E5F6G7H8',
      phone: '138 0013 8000',
      urgent: true,
    });
    await type({ note: NOTE });
    open(ofMember('m1'));
    expect(draft()).to.include({
      topic: 'missing',
      order: 'A1B2C3D4E5F6G7H8',
      orderFound: false,
      phone: '138 0013 8000',
      note: NOTE,
      urgent: true,
    });
    expect(keeperFor(contacts.store).keeps).to.equal('device');
  });

  it('keeps nothing that was not typed', async () => {
    open(ofMember('m1'));
    draftFor(contacts.store).suggestOrder('A1B2C3D4E5F6G7H8');
    draftFor(contacts.store).update({
      consent: true,
      senior: true,
      screenshots: 2,
      attachments: ['one'],
    });
    await turn();
    expect(onDevice()).to.equal(null);
    await type({ note: NOTE, senior: false });
    expect(Object.keys((JSON.parse(onDevice() ?? '') as { typed: object }).typed)).to.deep.equal([
      'note',
    ]);
  });

  it('masks what is certainly a secret', async () => {
    open(ofMember('m1'));
    await type({ note: '充值未到，密码：hunter2secret' }, onDevice);
    expect(onDevice()).to.not.contain('hunter2secret');
  });

  it('is gone for another member, and for good', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    open(ofMember('m2'));
    expect(draft().note).to.equal(undefined);
    expect(onDevice()).to.equal(null);
    open(ofMember('m1'));
    expect(draft().note).to.equal(undefined);
  });

  it('is gone once the member has signed out', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    open(ofGuest());
    expect(draft().note).to.equal(undefined);
    expect(onDevice()).to.equal(null);
  });

  it('waits while it is not known who is here', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    for (const [contact, from] of [
      [ofGuest('expired'), 'desk'],
      [ofGuest('bad-signature'), 'desk'],
      [ofGuest(), 'device'],
    ] as const) {
      open(contact, from);
      expect(draft().note).to.equal(undefined);
    }
    open(ofMember('m1'));
    expect(draft().note).to.equal(NOTE);
  });

  it('is gone after 24 hours', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    effects.time += DAY - HOUR;
    open(ofMember('m1'));
    expect(draft().note).to.equal(NOTE);
    effects.time += HOUR;
    open(ofMember('m1'));
    expect(draft().note).to.equal(undefined);
    expect(onDevice()).to.equal(null);
  });

  it('is gone once it is sent, and the number is not kept for another request', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    await type({ phone: '138 0013 8000' });
    draftFor(contacts.store).clear();
    expect(onDevice()).to.equal(null);
    expect(draft().phone).to.equal('138 0013 8000');
    draftFor(contacts.store).suggestOrder('A1B2C3D4E5F6G7H8');
    await turn();
    expect(onDevice()).to.equal(null);
  });

  it('is in the outbox alone while a request waits there', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    const since = effects.time;
    keepAttempt(contacts.store, { key: 'k', since, agreed: since }, placeOf(contacts.store));
    expect(onDevice()).to.equal(null);
    keepAttempt(contacts.store, undefined, placeOf(contacts.store));
    await until(
      () => onDevice() ?? '',
      () => 'the draft of a request that was withdrawn',
    );
  });

  it('of a guest is kept for this tab only', async () => {
    open(ofGuest());
    await type({ note: NOTE }, inTab);
    expect(onDevice()).to.equal(null);
    expect(keeperFor(contacts.store).keeps).to.equal('tab');
    open(ofGuest());
    expect(draft().note).to.equal(NOTE);
  });

  it("of a guest becomes that of the member they sign in as, by way of the shop's sign-in page", async () => {
    open(ofGuest());
    await type({ note: NOTE }, inTab);
    open(ofMember('m1'));
    expect(draft().note).to.equal(NOTE);
    await until(
      () => onDevice() ?? '',
      () => "the member's draft",
    );
    expect(inTab()).to.equal(null);
  });

  it('of a guest becomes that of the member who signs in on the page', async () => {
    open(ofGuest());
    await type({ note: NOTE }, inTab);
    become(ofMember('m1'));
    await until(
      () => onDevice() ?? '',
      () => "the member's draft",
    );
    expect(inTab()).to.equal(null);
    expect(draft().note).to.equal(NOTE);
  });

  it('stays in memory where storage is denied', async () => {
    Object.defineProperty(effects, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    open(ofMember('m1'));
    draftFor(contacts.store).update({ note: NOTE });
    await turn();
    expect(draft().note).to.equal(NOTE);
    expect(keeperFor(contacts.store).keeps).to.equal(undefined);
  });

  it('is cleared here when another tab has sent it', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE });
    keeperFor(contacts.store).lookAgain();
    expect(draft().note).to.equal(NOTE);
    localStorage.removeItem(key());
    keeperFor(contacts.store).lookAgain();
    expect(draft().note).to.equal(undefined);
  });

  it('drops what another version has written, a topic that is gone, and a slot that is past', () => {
    open(ofMember('m1'));
    const write = (version: number) =>
      localStorage.setItem(
        key(),
        JSON.stringify({
          version,
          ref: 'm1',
          since: effects.time,
          typed: {
            topic: 'no-such-topic',
            note: NOTE,
            order: 7,
            booked: true,
            window: { from: iso(effects.time - HOUR), to: iso(effects.time) },
          },
        }),
      );
    write(99);
    open(ofMember('m1'));
    expect(draft()).to.deep.equal({});
    write(1);
    open(ofMember('m1'));
    expect(draft()).to.include({ note: NOTE, booked: true });
    expect(draft()).to.not.have.any.keys('topic', 'order', 'window');
  });

  it('does not replace what the member has typed since', async () => {
    open(ofMember('m1'));
    await type({ note: NOTE, order: 'A1B2C3D4E5F6G7H8' });
    contacts = new FakeContacts({ phase: 'loading' }, contacts.source);
    contacts.effects = effects;
    draftFor(contacts.store).update({ note: '另一件事' });
    become(ofMember('m1'));
    expect(draft()).to.include({ note: '另一件事', order: 'A1B2C3D4E5F6G7H8' });
  });

  afterEach(() => {
    holdTicket(contacts.store, undefined);
    localStorage.removeItem(key());
    sessionStorage.removeItem(key());
  });
});
