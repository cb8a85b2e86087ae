import { expect } from '@open-wc/testing';
import { hasOthers, OpenTickets } from '../../src/stores/open-tickets.ts';
import { actionsFor } from '../../src/stores/ticket-actions.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { placeOf } from '../../src/stores/held.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, later, offline, problem } from '../support/fake-desk.ts';
import {
  at,
  FakeContacts,
  sampleContact,
  sampleRow as row,
  sampleTicket,
} from '../support/sample-contact.ts';

describe('OpenTickets', () => {
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;
  let list: OpenTickets;
  let leave: () => void = () => undefined;

  const says = (...tickets: object[]) => (desk.answer = () => json({ asOf: at(0), tickets }));
  const numbers = () => list.state.map(({ number }) => number);
  const settled = () =>
    until(
      () => effects.timers.length,
      () => 'the next request to be planned',
    );

  beforeEach(() => {
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    contacts = FakeContacts.of(sampleContact());
    contacts.effects = effects;
    contacts.memberToken = 'token.of.member';
    list = new OpenTickets(contacts.store);
  });
  afterEach(() => {
    leave();
    localStorage.clear();
  });

  it('lists what is open: calls in progress, then by due time, then what promises none', async () => {
    says(
      row('1', { dueAt: at(60) }),
      row('2'),
      row('3', { status: 'solved', endedAt: at(-1) }),
      row('4', { dueAt: at(20) }),
      row('5', { status: 'calling', dueAt: at(90) }),
    );
    leave = list.follow();
    await settled();
    expect(numbers()).to.deep.equal(['5', '4', '1', '2']);
    expect(desk.asked[0]?.path).to.equal('/v1/tickets');
    expect(desk.asked[0]?.headers.get('authorization')).to.equal('Bearer token.of.member');
  });

  it("gives each row the time of the desk's answer, so that late ones are known", async () => {
    says(row('1', { dueAt: at(-5) }));
    leave = list.follow();
    await settled();
    expect(list.state[0]?.asOf).to.equal(at(0));
  });

  it('leaves out rows that are no tickets, and refuses an answer that is no list', async () => {
    says(row('1'), { number: 2 }, {});
    leave = list.follow();
    await settled();
    expect(numbers()).to.deep.equal(['1']);
    desk.answer = () => json({ tickets: 'none' });
    await list.refresh();
    expect(numbers()).to.deep.equal(['1']);
  });

  it('requests it every 30 seconds while it is followed and the page shows', async () => {
    says(row('1'));
    leave = list.follow();
    await settled();
    expect(await effects.ring()).to.equal(30_000);
    await settled();
    expect(desk.asked).to.have.length(2);
    effects.isHidden = true;
    await effects.ring();
    expect(desk.asked).to.have.length(2);
    leave();
    expect(effects.timers).to.deep.equal([]);
  });

  it('waits as long as the desk says, and keeps what was listed', async () => {
    says(row('1'));
    leave = list.follow();
    await settled();
    desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '240' });
    await list.refresh();
    expect(effects.timers).to.deep.equal([240_000]);
    desk.answer = offline;
    await list.refresh();
    expect(numbers()).to.deep.equal(['1']);
  });

  it('requests it again after the member has done something', async () => {
    says(row('1'));
    const tickets = ticketsFor(contacts.store);
    tickets.take(sampleTicket(), false, placeOf(contacts.store));
    leave = list.follow();
    await settled();
    desk.asked.length = 0;
    desk.answer = ({ method }) =>
      method === 'POST' ? json(sampleTicket()) : json({ asOf: at(0), tickets: [row('2')] });
    await actionsFor(tickets).act('nudge');
    await until(
      () => numbers()[0] === '2',
      () => numbers().join(),
    );
    expect(desk.by('GET').map(({ path }) => path)).to.deep.equal(['/v1/tickets']);
  });

  it('drops them when the member has signed out, and an answer that comes after that', async () => {
    says(row('1'));
    leave = list.follow();
    await settled();
    const slow = later();
    desk.answer = () => slow.promise;
    const asked = list.refresh();
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } }),
    );
    list.attend();
    expect(numbers()).to.deep.equal([]);
    slow.come(json({ asOf: at(0), tickets: [row('1')] }));
    await asked;
    await turn();
    expect(numbers()).to.deep.equal([]);
  });

  it("asks with the token of the member who is here now, never with another member's", async () => {
    says(row('1'));
    leave = list.follow();
    await settled();
    contacts.memberToken = 'token.of.another';
    contacts.show(sampleContact({ member: { ref: 'another-member-ref-0000' } }));
    list.attend();
    await until(
      () => desk.asked.length === 2,
      () => `${desk.asked.length} requests`,
    );
    expect(desk.asked[1]?.headers.get('authorization')).to.equal('Bearer token.of.another');
  });

  it('asks the shop for a new token when the desk has refused the last one', async () => {
    desk.answer = () => problem(401, 'token-not-accepted');
    leave = list.follow();
    await settled();
    contacts.memberToken = 'new.token.of.member';
    says(row('1'));
    await list.refresh();
    expect(desk.asked[1]?.headers.get('authorization')).to.equal('Bearer new.token.of.member');
    expect(numbers()).to.deep.equal(['1']);
  });

  it('asks nothing for guests', async () => {
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } }),
    );
    leave = list.follow();
    await turn();
    expect(desk.asked).to.be.empty;
  });
});

describe('hasOthers', () => {
  it('is told by the desk, or by the tickets that this device followed before', () => {
    const contacts = FakeContacts.of(sampleContact());
    expect(hasOthers(contacts.store)).to.equal(false);
    contacts.show(sampleContact({ member: { ticket: { number: '1', othersOpen: 1 } } }));
    expect(hasOthers(contacts.store)).to.equal(true);
    contacts.show(sampleContact({ member: { ticket: { number: '1' } } }));
    const tickets = ticketsFor(contacts.store);
    tickets.take(sampleTicket({ number: '1' }), false, placeOf(contacts.store));
    expect(hasOthers(contacts.store)).to.equal(false);
    tickets.take(sampleTicket({ number: '2' }), false, placeOf(contacts.store));
    expect(hasOthers(contacts.store)).to.equal(true);
    localStorage.clear();
  });
});
