import { expect } from '@open-wc/testing';
import type { Ticket } from '../../src/contract/ticket.ts';
import { MINUTE } from '../../src/core/time.ts';
import { hasEnded } from '../../src/core/ticket-status.ts';
import { placeOf } from '../../src/stores/held.ts';
import { heldTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor, TicketStore } from '../../src/stores/ticket-store.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, later, offline, problem } from '../support/fake-desk.ts';
import {
  FakeContacts,
  sampleContact,
  sampleTicket,
  type Change,
} from '../support/sample-contact.ts';

describe('TicketStore', () => {
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;
  let tickets: TicketStore;

  beforeEach(() => {
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    contacts = FakeContacts.of(sampleContact());
    tickets = new TicketStore(contacts.store, effects);
    desk.answer = () => json(sampleTicket(), 201);
  });
  afterEach(() => localStorage.clear());

  const take = () => tickets.take(sampleTicket(), false, placeOf(contacts.store));

  it('follows the ticket of a guest on after they have signed in', () => {
    contacts.show(
      sampleContact({ member: { ref: undefined, verified: false, reason: 'missing' } }),
    );
    take();
    const seen = tickets.state;
    contacts.show(sampleContact());
    tickets.attend();
    expect(tickets.state, 'nothing is loaded again').to.equal(seen);
    expect(heldTicket(contacts.store)?.number).to.equal(seen.ticket?.number);
  });

  describe('without a key', () => {
    const settled = (times: number) =>
      until(
        () => desk.asked.length === times && effects.timers.length > 0,
        () => `${times} requests`,
      );
    let leave: () => void = () => undefined;
    afterEach(() => leave());

    const attend = () => {
      contacts.show(sampleContact({ member: { ticket: { number: '261120482136' } } }));
      tickets.attend();
      leave = tickets.follow();
    };

    it('opens the ticket with the token of the member, which it asks for once a minute', async () => {
      contacts.memberToken = 'first.of.member';
      attend();
      await settled(2);
      contacts.memberToken = 'next.of.member';
      await effects.ring();
      await settled(3);
      effects.time += 61_000;
      await effects.ring();
      await settled(4);
      expect(desk.asked.map(({ headers }) => headers.get('authorization'))).to.deep.equal([
        'Bearer first.of.member',
        'Bearer first.of.member',
        'Bearer first.of.member',
        'Bearer next.of.member',
      ]);
    });

    it('is not lost with a token that has expired: it asks for another', async () => {
      contacts.memberToken = 'old.of.member';
      desk.answer = () => problem(401, 'token-not-accepted');
      attend();
      await settled(2);
      expect(tickets.state).to.include({ stale: true, lost: false });
      contacts.memberToken = 'new.of.member';
      desk.answer = () => json(sampleTicket());
      await effects.ring();
      await settled(3);
      expect(desk.asked[2]?.headers.get('authorization')).to.equal('Bearer new.of.member');
      expect(tickets.state.ticket?.number).to.equal('261120482136');
    });

    it('asks nothing while the shop does not vouch for the member', async () => {
      attend();
      await until(
        () => tickets.state.stale,
        () => 'the ticket to be stale',
      );
      expect(desk.asked).to.be.empty;
      expect(tickets.state.lost).to.equal(false);
    });
  });

  describe('follow', () => {
    let leave: () => void;
    const says = (change: Change<Ticket> = {}) => (desk.answer = () => json(sampleTicket(change)));

    beforeEach(async () => {
      take();
      desk.asked.length = 0;
      says();
      leave = tickets.follow();
      await until(
        () => effects.timers.length > 0,
        () => 'the next request to be planned',
      );
    });

    /** Lets the timer run out and the answer come in. */
    const poll = async () => {
      const answered = desk.asked.length + 1;
      const ms = await effects.ring();
      await until(
        () => desk.asked.length === answered && effects.timers.length > 0,
        () => 'the next request to be planned',
      );
      return ms;
    };

    it("sends the ticket's key", () => {
      expect(desk.asked).to.have.length(1);
      expect(desk.asked[0]?.path).to.equal('/v1/tickets/261120482136');
      expect(desk.asked[0]?.headers.get('authorization')).to.equal(`Bearer ${sampleTicket().key}`);
    });

    it('requests it every 30 seconds while only the pill shows it', async () => {
      const seldom = tickets.follow(true);
      leave();
      await poll();
      expect(await poll()).to.equal(30_000);
      leave = tickets.follow();
      seldom();
      await until(
        () => effects.timers.includes(6_000),
        () => `6 seconds among ${effects.timers.join()}`,
      );
    });

    it("tells the desk's time, whatever the device's clock says", async () => {
      const apart = 3 * 60 * MINUTE;
      effects.time += apart;
      await poll();
      expect(tickets.now).to.equal(Date.parse(sampleTicket().asOf));
      effects.time += MINUTE;
      expect(tickets.now).to.equal(Date.parse(sampleTicket().asOf) + MINUTE);
      effects.time -= 2 * apart;
      expect(tickets.now, 'the clock was set back').to.equal(Date.parse(sampleTicket().asOf));
    });

    it('remembers on the device that the ticket has ended', async () => {
      says({ status: 'solved' });
      await tickets.refresh();
      expect(heldTicket(contacts.store)?.ended).to.equal(true);
      says();
      await tickets.refresh();
      expect(heldTicket(contacts.store)?.ended, 'it was reopened').to.equal(false);
    });

    it('requests the ticket every 6 seconds, after 15 minutes every 30 seconds', async () => {
      expect(await poll()).to.equal(6_000);
      effects.time += 15 * MINUTE;
      await poll();
      expect(await poll()).to.equal(30_000);
    });

    for (const status of ['claimed', 'calling'] as const) {
      it(`requests the ticket every 4 seconds while it is ${status}, whatever its age`, async () => {
        effects.time += 60 * MINUTE;
        says({ status });
        await poll();
        expect(await poll()).to.equal(4_000);
      });
    }

    it('shows a changed ticket', async () => {
      says({ status: 'calling' });
      await poll();
      expect(tickets.state.ticket?.status).to.equal('calling');
    });

    it('pauses while the page is hidden', async () => {
      effects.isHidden = true;
      await effects.ring();
      await effects.ring();
      expect(desk.asked).to.have.length(1);
      effects.isHidden = false;
      await poll();
      expect(desk.asked).to.have.length(2);
    });

    for (const status of ['solved', 'closed', 'cancelled'] as const) {
      it(`stops when the ticket is ${status}`, async () => {
        says({ status });
        await effects.ring();
        await until(
          () => tickets.state.ticket?.status === status,
          () => status,
        );
        await turn();
        expect(tickets.state.ticket && hasEnded(tickets.state.ticket.status)).to.equal(true);
        expect(effects.timers).to.deep.equal([]);
      });
    }

    it('waits as long as the desk says', async () => {
      desk.answer = () => problem(429, 'too-many-requests', undefined, { 'retry-after': '240' });
      await poll();
      expect(effects.timers).to.deep.equal([240_000]);
      says();
      await poll();
      expect(effects.timers).to.deep.equal([6_000]);
    });

    for (const header of ['3000000', '315360000', 'Thu, 20 Nov 2036 02:00:00 GMT']) {
      it(`waits 15 minutes at most if the desk says ${header}`, async () => {
        desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': header });
        await poll();
        expect(effects.timers).to.deep.equal([15 * MINUTE]);
      });
    }

    for (const header of ['0', '-1', 'Infinity', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
      it(`keeps its own pause if the desk says ${header}`, async () => {
        desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': header });
        await poll();
        expect(effects.timers).to.deep.equal([6_000]);
      });
    }

    it('keeps the ticket and marks it stale while the desk cannot be reached', async () => {
      desk.answer = offline;
      await poll();
      expect(tickets.state).to.deep.include({ stale: true, lost: false });
      expect(tickets.state.ticket?.number).to.equal('261120482136');
      says();
      await poll();
      expect(tickets.state.stale).to.equal(false);
    });

    it('marks the ticket lost and stops if the desk no longer has it', async () => {
      desk.answer = () => problem(404, 'not-found');
      await effects.ring();
      await until(
        () => tickets.state.lost,
        () => 'the ticket to be lost',
      );
      await turn();
      expect(effects.timers).to.deep.equal([]);
    });

    it('stops when the last follower leaves', () => {
      const other = tickets.follow();
      leave();
      expect(effects.timers).to.deep.equal([6_000]);
      other();
      expect(effects.timers).to.deep.equal([]);
    });

    it('ignores the answer to an earlier request that arrives late', async () => {
      const [slow, quick] = [later(), later()];
      desk.answerWith(
        () => slow.promise,
        () => quick.promise,
      );
      const first = tickets.refresh();
      const second = tickets.refresh();
      quick.come(json(sampleTicket({ status: 'calling' })));
      await second;
      slow.come(json(sampleTicket({ status: 'waiting' })));
      await first;
      expect(tickets.state.ticket?.status).to.equal('calling');
    });

    it('ignores answers that arrive after forget()', async () => {
      const slow = later();
      desk.answer = () => slow.promise;
      const asked = tickets.refresh();
      tickets.forget();
      slow.come(json(sampleTicket({ status: 'calling' })));
      await asked;
      expect(tickets.heldNumber).to.equal(undefined);
      expect(tickets.state.ticket).to.equal(undefined);
      expect(heldTicket(contacts.store)).to.equal(undefined);
      expect(effects.timers).to.deep.equal([]);
    });
  });

  describe('choose', () => {
    const take = (number: string) =>
      tickets.take(
        { ...sampleTicket({ number }), key: `key-of-${number}` },
        false,
        placeOf(contacts.store),
      );
    /** Number and key of the ticket that is followed, and of those to come back to. */
    const chain = (): string[] => {
      const found: string[] = [];
      for (let held = heldTicket(contacts.store); held; held = held.before)
        found.push(`${held.number} ${held.key}`);
      return found;
    };

    beforeEach(() => {
      for (const number of ['1', '2', '3']) take(number);
      desk.answer = () => json(sampleTicket({ number: '1', status: 'calling' }));
    });

    it('follows one that this device knows with its key, and keeps the others to come back to', async () => {
      tickets.choose({ number: '1' });
      await until(
        () => tickets.state.ticket?.status === 'calling',
        () => 'the chosen ticket',
      );
      expect(desk.asked[0]?.headers.get('authorization')).to.equal('Bearer key-of-1');
      expect(chain()).to.deep.equal(['1 key-of-1', '3 key-of-3', '2 key-of-2']);
      tickets.forget();
      expect(chain()).to.deep.equal(['3 key-of-3', '2 key-of-2']);
    });

    it('follows one of another device without a key', () => {
      tickets.choose({ number: '4', origin: 'call' });
      expect(chain()).to.deep.equal(['4 ', '3 key-of-3', '2 key-of-2', '1 key-of-1']);
      expect(heldTicket(contacts.store)?.call).to.equal(true);
    });

    it('does not come back to one that has ended', () => {
      tickets.accept(sampleTicket({ number: '3', status: 'solved' }));
      tickets.choose({ number: '1' });
      expect(chain()).to.deep.equal(['1 key-of-1', '2 key-of-2']);
    });

    it('changes nothing in the chain when it is the same one', () => {
      tickets.choose({ number: '3' });
      expect(chain()).to.deep.equal(['3 key-of-3', '2 key-of-2', '1 key-of-1']);
    });
  });

  describe('attend', () => {
    it('finds the ticket that the device holds after a reload', async () => {
      take();
      desk.answer = () => json(sampleTicket({ status: 'claimed' }));
      const reloaded = new TicketStore(contacts.store, effects);
      expect(reloaded.heldNumber).to.equal(undefined);
      reloaded.attend();
      expect(reloaded.heldNumber).to.equal('261120482136');
      await until(
        () => reloaded.state.ticket?.status === 'claimed',
        () => 'the ticket',
      );
    });

    it("switches with the member and never shows another member's ticket", () => {
      take();
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      tickets.attend();
      expect(tickets.heldNumber).to.equal(undefined);
      expect(tickets.state.ticket).to.equal(undefined);
      contacts.show(sampleContact());
      tickets.attend();
      expect(tickets.heldNumber).to.equal('261120482136');
    });

    it('ignores an answer that was for the previous member', async () => {
      take();
      const slow = later();
      desk.answer = () => slow.promise;
      const asked = tickets.refresh();
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      tickets.attend();
      slow.come(json(sampleTicket()));
      await asked;
      expect(tickets.state.ticket).to.equal(undefined);
    });

    it('shows no ticket while the member is unknown', () => {
      take();
      contacts.forget();
      tickets.attend();
      expect(tickets.state.ticket).to.equal(undefined);
    });
  });

  it('is one per source', () => {
    const others = FakeContacts.of(sampleContact());
    expect(ticketsFor(contacts.store) === ticketsFor(contacts.store)).to.equal(true);
    expect(ticketsFor(contacts.store) === ticketsFor(others.store)).to.equal(false);
  });
});
