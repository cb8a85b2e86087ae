import { expect } from '@open-wc/testing';
import type { CallbackRequestInput } from '../../src/contract/callback.ts';
import type { Ticket } from '../../src/contract/ticket.ts';
import { MINUTE } from '../../src/core/time.ts';
import { hasEnded } from '../../src/core/ticket-status.ts';
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

const REQUEST: CallbackRequestInput = {
  phone: '13800138000',
  when: { kind: 'asap' },
  consent: true,
};

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

  const keys = () => desk.by('POST').map(({ headers }) => headers.get('idempotency-key'));

  describe('submit', () => {
    it('keeps the key on the device and out of the state', async () => {
      expect(await tickets.submit(REQUEST)).to.equal(true);
      const { key, ...ticket } = sampleTicket();
      expect(tickets.state.ticket).to.deep.equal(ticket);
      expect(tickets.heldNumber).to.equal('261120482136');
      expect(heldTicket(contacts.store)).to.deep.include({
        number: '261120482136',
        key,
        endpoint: `${contacts.source.desk}/v1/callbacks`,
      });
    });

    it('sends the same idempotency key while the body is the same', async () => {
      desk.answer = () => problem(429, 'too-many-requests');
      await tickets.submit(REQUEST);
      await tickets.submit({ ...REQUEST });
      expect(keys()).to.have.length(2);
      expect(new Set(keys())).to.have.length(1);
      expect(keys()[0]).to.match(/^[0-9a-f]{32}$/);
    });

    it('sends another idempotency key for another body, and after a success', async () => {
      desk.answerWith(
        () => problem(429, 'too-many-requests'),
        () => json(sampleTicket(), 201),
      );
      await tickets.submit(REQUEST);
      await tickets.submit({ ...REQUEST, note: '补充' });
      await tickets.submit({ ...REQUEST, note: '补充' });
      expect(new Set(keys())).to.have.length(3);
    });

    it('repeats the request with the same key if the answer was lost', async () => {
      desk.answerWith(offline, () => json(sampleTicket(), 200));
      const done = tickets.submit(REQUEST);
      expect(await effects.ring()).to.equal(1_000);
      expect(await done).to.equal(true);
      expect(keys()).to.have.length(2);
      expect(new Set(keys())).to.have.length(1);
      expect(new Set(desk.by('POST').map(({ body }) => body))).to.have.length(1);
    });

    it('tries three times with growing pauses, then reports an unreachable desk', async () => {
      desk.answer = () => problem(500, 'internal');
      const done = tickets.submit(REQUEST);
      expect([await effects.ring(), await effects.ring()]).to.deep.equal([1_000, 3_000]);
      expect(await done).to.equal(false);
      expect(desk.asked).to.have.length(3);
      expect(tickets.state.submission).to.deep.include({ phase: 'refused', code: 'unreachable' });
    });

    it('does not try again if the desk says how long to wait', async () => {
      desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': '120' });
      expect(await tickets.submit(REQUEST)).to.equal(false);
      expect(desk.asked).to.have.length(1);
      expect(tickets.state.submission).to.deep.include({
        phase: 'refused',
        code: 'unreachable',
        retryAfter: 120,
      });
    });

    for (const status of [400, 403, 409, 413, 422, 429]) {
      it(`does not try again after a ${status}`, async () => {
        desk.answer = () =>
          problem(status, 'invalid-body', [{ pointer: '/note', code: 'max-length' }]);
        expect(await tickets.submit(REQUEST)).to.equal(false);
        expect(desk.asked).to.have.length(1);
        expect(tickets.state.submission).to.deep.equal({
          phase: 'refused',
          code: 'invalid-body',
          field: 'note',
          reason: 'max-length',
          retryAfter: undefined,
        });
      });
    }

    it('treats an answer without a ticket as a lost one', async () => {
      desk.answer = () => json({ ok: true });
      const done = tickets.submit(REQUEST);
      await effects.ring();
      await effects.ring();
      expect(await done).to.equal(false);
      expect(heldTicket(contacts.store)).to.equal(undefined);
    });

    it('waits for the network while the device is offline', async () => {
      effects.isOnline = false;
      desk.answer = offline;
      expect(await tickets.submit(REQUEST)).to.equal(false);
      expect(desk.asked).to.have.length(1);
      expect(tickets.state.submission.phase).to.equal('waiting-for-network');
      effects.isOnline = true;
      desk.answer = () => json(sampleTicket(), 201);
      expect(await tickets.submit(REQUEST)).to.equal(true);
      expect(new Set(keys())).to.have.length(1);
    });

    it('ignores a second submission while one is being sent', async () => {
      const answer = later();
      desk.answer = () => answer.promise;
      const [first, second] = [
        tickets.submit(REQUEST),
        tickets.submit({ ...REQUEST, phone: '13900139000' }),
      ];
      expect(await second).to.equal(false);
      answer.come(json(sampleTicket(), 201));
      expect(await first).to.equal(true);
      expect(desk.asked).to.have.length(1);
    });

    it('sends nothing before there is a Contact', async () => {
      contacts.become({ phase: 'failed' });
      expect(await tickets.submit(REQUEST)).to.equal(false);
      expect(desk.asked).to.be.empty;
    });

    it('drops a refusal once the member has changed something', async () => {
      desk.answer = () => problem(422, 'invalid-body');
      await tickets.submit(REQUEST);
      tickets.settle();
      expect(tickets.state.submission.phase).to.equal('idle');
    });

    it('posts to the endpoint that a static shop names, without a token', async () => {
      contacts = FakeContacts.of(
        sampleContact({ callback: { endpoint: 'https://calls.example/api/callbacks' } }),
        { desk: undefined },
      );
      contacts.memberToken = 'a.b.c';
      tickets = new TicketStore(contacts.store, effects);
      await tickets.submit(REQUEST);
      expect(desk.asked[0]?.path).to.equal('/api/callbacks');
      expect(desk.asked[0]?.headers.has('authorization')).to.equal(false);
      tickets.follow();
      await until(
        () => desk.by('GET')[0],
        () => 'the ticket asked for',
      );
      expect(desk.by('GET')[0]?.path).to.equal('/api/tickets/261120482136');
    });

    it('sends plain JSON on pages whose libraries patch prototypes', async () => {
      const patched = [Array, String, Object];
      for (const { prototype } of patched)
        Object.defineProperty(prototype, 'toJSON', {
          configurable: true,
          enumerable: false,
          writable: true,
          value: () => 'patched',
        });
      // The body is made at once; the runner's own messages must not meet the patches.
      const done = tickets.submit({ ...REQUEST, note: '账号 "10001"' });
      for (const { prototype } of patched) Reflect.deleteProperty(prototype, 'toJSON');
      expect(await done).to.equal(true);
      expect(JSON.parse(desk.asked[0]?.body ?? '')).to.deep.equal({
        ...REQUEST,
        note: '账号 "10001"',
      });
    });
  });

  describe('follow', () => {
    let leave: () => void;
    const says = (change: Change<Ticket> = {}) => (desk.answer = () => json(sampleTicket(change)));

    beforeEach(async () => {
      await tickets.submit(REQUEST);
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

  describe('attend', () => {
    it('finds the ticket that the device holds after a reload', async () => {
      await tickets.submit(REQUEST);
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

    it("switches with the member and never shows another member's ticket", async () => {
      await tickets.submit(REQUEST);
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      tickets.attend();
      expect(tickets.heldNumber).to.equal(undefined);
      expect(tickets.state.ticket).to.equal(undefined);
      contacts.show(sampleContact());
      tickets.attend();
      expect(tickets.heldNumber).to.equal('261120482136');
    });

    it('ignores an answer that was for the previous member', async () => {
      await tickets.submit(REQUEST);
      const slow = later();
      desk.answer = () => slow.promise;
      const asked = tickets.refresh();
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      tickets.attend();
      slow.come(json(sampleTicket()));
      await asked;
      expect(tickets.state.ticket).to.equal(undefined);
    });

    it('shows no ticket while the member is unknown', async () => {
      await tickets.submit(REQUEST);
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
