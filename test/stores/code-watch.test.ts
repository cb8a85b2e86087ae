import { expect } from '@open-wc/testing';
import { CodeWatch } from '../../src/stores/code-watch.ts';
import { heldCode, holdCode } from '../../src/stores/held-code.ts';
import { heldTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor } from '../../src/stores/ticket-store.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, offline, problem } from '../support/fake-desk.ts';
import { FakeContacts, sampleContact, sampleTicket } from '../support/sample-contact.ts';

const GUEST = sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } });
const CALL = sampleTicket({ origin: 'call', status: 'calling', dueAt: undefined });

describe('CodeWatch', () => {
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;
  let watch: CodeWatch;

  beforeEach(() => {
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    contacts = FakeContacts.of(GUEST);
    contacts.effects = effects;
    watch = new CodeWatch(contacts.store);
    desk.answer = () => json({ expiresAt: '2026-11-21T02:00:00.000Z' });
  });
  afterEach(() => {
    watch.leave();
    localStorage.clear();
  });

  /** Until the desk was asked so often, and the next question is planned. */
  const asked = (times: number) =>
    until(
      () => desk.asked.length === times && effects.timers.length > 0,
      () => `${times} questions`,
    );
  const found = () =>
    until(
      () => !!heldTicket(contacts.store),
      () => 'the ticket to be held',
    );

  it('asks nothing on a device that holds no code', async () => {
    watch.attend();
    await turn();
    expect(desk.asked).to.be.empty;
    expect(effects.timers).to.be.empty;
  });

  it('asks with the key of the code, every 5 seconds at first and every minute after half an hour', async () => {
    holdCode(contacts.store, 'secret');
    watch.attend();
    watch.attend();
    await asked(1);
    expect(desk.asked[0]?.path).to.equal('/v1/briefs');
    expect(desk.asked[0]?.headers.get('authorization')).to.equal('Bearer secret');
    expect(await effects.ring()).to.equal(5_000);
    await asked(2);
    effects.time += 30 * 60_000;
    await effects.ring();
    await asked(3);
    expect(await effects.ring()).to.equal(60_000);
  });

  it('holds the ticket that an agent opened, with the same key, and asks no more', async () => {
    holdCode(contacts.store, 'secret');
    const { key: _, ...ticket } = CALL;
    desk.answer = () => json({ expiresAt: '2026-11-21T02:00:00.000Z', ticket });
    watch.attend();
    await found();
    expect(heldTicket(contacts.store)).to.include({
      number: CALL.number,
      key: 'secret',
      call: true,
    });
    expect(ticketsFor(contacts.store).state.ticket?.status).to.equal('calling');
    expect(heldCode(contacts.store)).to.equal(undefined);
    watch.attend();
    await turn();
    expect(desk.asked).to.have.length(1);
  });

  it('goes on after an outage, and stops once the code is over', async () => {
    holdCode(contacts.store, 'secret');
    desk.answer = offline;
    watch.attend();
    await asked(1);
    expect(heldCode(contacts.store)?.key).to.equal('secret');
    desk.answer = () => problem(404, 'not-found');
    await effects.ring();
    await until(
      () => heldCode(contacts.store) === undefined,
      () => 'the code to be dropped',
    );
    expect(effects.timers).to.be.empty;
  });

  it('keeps an open ticket that was followed before, and comes back to it', async () => {
    const tickets = ticketsFor(contacts.store);
    tickets.take(sampleTicket({ number: '261120000013' }), false, undefined);
    const first = sampleTicket({ number: '261120000013' });
    tickets.take(first, false, `${String(contacts.source.desk)}:`);
    holdCode(contacts.store, 'secret');
    desk.answer = () => json({ expiresAt: '2026-11-21T02:00:00.000Z', ticket: CALL });
    watch.attend();
    await until(
      () => heldTicket(contacts.store)?.number === CALL.number,
      () => 'the ticket of the call',
    );
    tickets.forget();
    expect(heldTicket(contacts.store)).to.include({ number: first.number, key: first.key });
  });

  it('follows the code of a guest on after they have signed in, and nobody else finds it', () => {
    holdCode(contacts.store, 'secret');
    contacts.show(sampleContact());
    expect(heldCode(contacts.store)?.key).to.equal('secret');
    holdCode(contacts.store, 'own');
    contacts.show(GUEST);
    expect(heldCode(contacts.store)?.key).to.equal('secret');
  });
});
