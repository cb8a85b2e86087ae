import { expect } from '@open-wc/testing';
import type { CallbackRequestInput } from '../../src/contract/callback.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { PROOF_HEADER, PUZZLES, puzzleOf, readProof } from '../../src/core/proof-of-work.ts';
import { HOUR } from '../../src/core/time.ts';
import { attemptOf } from '../../src/stores/attempt.ts';
import { CallbackSender, senderFor } from '../../src/stores/callback-sender.ts';
import { holding } from '../../src/stores/held.ts';
import { heldTicket } from '../../src/stores/held-ticket.ts';
import { ticketsFor, type TicketStore } from '../../src/stores/ticket-store.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { FakeDesk, json, later, offline, problem, type Asked } from '../support/fake-desk.ts';
import { FakeContacts, sampleContact, sampleTicket } from '../support/sample-contact.ts';

const REQUEST: CallbackRequestInput = {
  phone: '13800138000',
  when: { kind: 'asap' },
  consent: true,
};

describe('CallbackSender', () => {
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;
  let sender: CallbackSender;
  let tickets: TicketStore;
  /** What is on the form; undefined if it is not valid. */
  let form: CallbackRequestInput | undefined;

  /** As after loading the page. */
  const open = (): CallbackSender => {
    const again = new FakeContacts(contacts.state, contacts.source);
    again.effects = effects;
    contacts = again;
    tickets = ticketsFor(contacts.store);
    return (sender = new CallbackSender(contacts.store));
  };

  beforeEach(() => {
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    contacts = FakeContacts.of(sampleContact());
    open();
    desk.answer = () => json(sampleTicket(), 201);
    form = { ...REQUEST };
  });
  afterEach(() => localStorage.clear());

  const ask = () => form;
  const submit = () => sender.submit(ask);
  const keysOf = (asked: readonly Asked[]) =>
    asked.map(({ headers }) => headers.get('idempotency-key'));
  const keys = () => keysOf(desk.by('POST'));

  describe('submit', () => {
    it('keeps the key on the device and out of the state', async () => {
      expect(await submit()).to.equal(true);
      const { key, ...ticket } = sampleTicket();
      expect(tickets.state.ticket).to.deep.equal(ticket);
      expect(tickets.heldNumber).to.equal('261120482136');
      expect(heldTicket(contacts.store)).to.deep.include({
        number: '261120482136',
        key,
        endpoint: `${contacts.source.desk}/v1/callbacks`,
      });
    });

    it('forgets the request only when the ticket is kept, because the page may be closed at any time', async () => {
      const kept = new Set<string>();
      const leave = holding.subscribe(() => {
        const [request, ticket] = [attemptOf(contacts.store), heldTicket(contacts.store)];
        kept.add([request && 'request', ticket && 'ticket'].filter(Boolean).join(' and '));
      });
      await submit();
      leave();
      expect([...kept]).to.deep.equal(['request', 'request and ticket', 'ticket']);
    });

    it('sends another idempotency key after a refusal, and after a success', async () => {
      desk.answerWith(
        () => problem(429, 'too-many-requests'),
        () => json(sampleTicket(), 201),
      );
      await submit();
      await submit();
      await submit();
      expect(new Set(keys())).to.have.length(3);
      expect(keys()[0]).to.match(/^\d+(-\d+){3}$/);
    });

    it('repeats the request with the same key if the answer was lost', async () => {
      desk.answerWith(offline, () => json(sampleTicket(), 200));
      const done = submit();
      expect(await effects.ring()).to.equal(1_000);
      expect(await done).to.equal(true);
      expect(keys()).to.have.length(2);
      expect(new Set(keys())).to.have.length(1);
      expect(new Set(desk.by('POST').map(({ body }) => body))).to.have.length(1);
    });

    it('tries three times with growing pauses, then does not know', async () => {
      desk.answer = () => problem(500, 'internal');
      const done = submit();
      expect([await effects.ring(), await effects.ring()]).to.deep.equal([1_000, 3_000]);
      expect(await done).to.equal(false);
      expect(desk.asked).to.have.length(3);
      expect(sender.state.phase).to.equal('unknown');
    });

    it('does not try again if the desk says how long to wait', async () => {
      desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': '120' });
      expect(await submit()).to.equal(false);
      expect(desk.asked).to.have.length(1);
      expect(sender.state).to.deep.equal({ phase: 'unknown', retryAfter: 120 });
    });

    for (const status of [400, 403, 409, 413, 422, 429]) {
      it(`does not try again after a ${status}`, async () => {
        desk.answer = () =>
          problem(status, 'invalid-body', [{ pointer: '/note', code: 'max-length' }]);
        expect(await submit()).to.equal(false);
        expect(desk.asked).to.have.length(1);
        expect(sender.state).to.deep.equal({
          phase: 'refused',
          code: 'invalid-body',
          field: 'note',
          reason: 'max-length',
          retryAfter: undefined,
        });
        expect(attemptOf(contacts.store)).to.equal(undefined);
      });
    }

    describe('to a desk that very many guests ask', () => {
      const work = {
        challenge: 'mi3k9q2c.2.abcdefghijklmnop',
        bits: 2,
        expiresAt: '2027-01-01T00:00:00Z',
      };
      const byPath = (posts: Response[], challenge: Response) => {
        desk.answer = ({ method }) => (method === 'POST' ? posts.shift()! : challenge);
      };
      const proofs = () => desk.by('POST').map(({ headers }) => headers.get(PROOF_HEADER));

      it('proves some work, says so meanwhile, and sends the same request', async () => {
        byPath([problem(429, 'proof-required'), json(sampleTicket(), 201)], json(work));
        const seen = new Set<string>();
        const leave = sender.subscribe(() => {
          const { state } = sender;
          if (state.phase === 'sending' && state.proving) seen.add('proving');
        });
        expect(await submit()).to.equal(true);
        leave();
        expect([...seen]).to.deep.equal(['proving']);
        const [none, proof] = proofs();
        expect(none).to.equal(null);
        const { challenge, solutions } = readProof(proof ?? '')!;
        expect(challenge).to.equal(work.challenge);
        const solved = solutions.filter((solution, index) =>
          puzzleOf(work, index, sha256)(solution),
        );
        expect(solved).to.have.length(PUZZLES);
        expect(new Set(keysOf(desk.asked)).size, 'keys').to.equal(1);
        expect(new Set(desk.by('POST').map(({ body }) => body)).size, 'bodies').to.equal(1);
      });

      it('is refused like by any limit if that is not enough', async () => {
        byPath(
          [
            problem(429, 'proof-required'),
            problem(429, 'proof-required', undefined, { 'retry-after': '60' }),
          ],
          json(work),
        );
        expect(await submit()).to.equal(false);
        expect(sender.state).to.deep.include({
          phase: 'refused',
          code: 'too-many-requests',
          retryAfter: 60,
        });
      });

      it('tries again if it cannot learn which work', async () => {
        byPath(
          [problem(429, 'proof-required'), json(sampleTicket(), 201)],
          json({ ...work, bits: 99 }),
        );
        const done = submit();
        expect(await effects.ring()).to.equal(1_000);
        expect(await done).to.equal(true);
        expect(keys()[0]).to.equal(keys()[1]);
      });
    });

    it('treats an answer without a ticket as a lost one', async () => {
      desk.answer = () => json({ ok: true });
      const done = submit();
      await effects.ring();
      await effects.ring();
      expect(await done).to.equal(false);
      expect(heldTicket(contacts.store)).to.equal(undefined);
    });

    it('waits for the network while the device is offline', async () => {
      effects.isOnline = false;
      desk.answer = offline;
      expect(await submit()).to.equal(false);
      expect(desk.asked).to.have.length(1);
      expect(sender.state.phase).to.equal('waiting-for-network');
      effects.isOnline = true;
      desk.answer = () => json(sampleTicket(), 201);
      expect(await submit()).to.equal(true);
      expect(new Set(keys())).to.have.length(1);
    });

    it('ignores a second submission while one is being sent', async () => {
      const answer = later();
      desk.answer = () => answer.promise;
      const [first, second] = [submit(), submit()];
      expect(await second).to.equal(false);
      answer.come(json(sampleTicket(), 201));
      expect(await first).to.equal(true);
      expect(desk.asked).to.have.length(1);
    });

    it('sends nothing before there is a Contact', async () => {
      contacts.become({ phase: 'failed' });
      expect(await submit()).to.equal(false);
      expect(desk.asked).to.be.empty;
    });

    it('drops a refusal once the member has changed something', async () => {
      desk.answer = () => problem(422, 'invalid-body');
      await submit();
      sender.settle();
      expect(sender.state.phase).to.equal('idle');
    });

    it('posts to the endpoint that a static shop names, without a token', async () => {
      contacts = FakeContacts.of(
        sampleContact({ callback: { endpoint: 'https://calls.example/api/callbacks' } }),
      );
      contacts.source.desk = undefined;
      open();
      contacts.memberToken = 'a.b.c';
      await submit();
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
      form = { ...REQUEST, note: '账号 "10001"' };
      const created = json(sampleTicket(), 201);
      desk.answer = () => created;
      const patched = [Array, String, Object];
      // The runner's own messages must not meet the patches: only the body is made with them.
      const done = sender.submit(() => {
        for (const { prototype } of patched)
          Object.defineProperty(prototype, 'toJSON', {
            configurable: true,
            enumerable: false,
            writable: true,
            value: () => 'patched',
          });
        void Promise.resolve().then(() => {
          for (const { prototype } of patched) Reflect.deleteProperty(prototype, 'toJSON');
        });
        return form;
      });
      expect(await done).to.equal(true);
      expect(JSON.parse(desk.asked[0]?.body ?? '')).to.deep.equal(form);
    });
  });

  describe('before each attempt', () => {
    it('looks at the form, and sends what is on it', async () => {
      desk.answerWith(offline, () => json(sampleTicket(), 201));
      const done = submit();
      await until(
        () => desk.asked.length,
        () => 'the first attempt',
      );
      form = { ...REQUEST, phone: '13900139000' };
      await effects.ring(1_000);
      expect(await done).to.equal(true);
      expect(
        desk.by('POST').map(({ body }) => (JSON.parse(body) as typeof form)?.phone),
      ).to.deep.equal(['13800138000', '13900139000']);
      expect(new Set(keys())).to.have.length(1);
    });

    it('sends nothing more if the form is not valid any more, but asks about what was sent', async () => {
      desk.answerWith(offline, () => json(sampleTicket()));
      const done = submit();
      await until(
        () => desk.asked.length,
        () => 'the first attempt',
      );
      form = undefined;
      await effects.ring(1_000);
      expect(await done).to.equal(true);
      expect(desk.asked.map(({ method }) => method)).to.deep.equal(['POST', 'GET']);
      expect(tickets.state).to.deep.include({ isEarlier: true });
    });

    it('sends nothing at all if the form became invalid while the shop was asked for the token', async () => {
      const done = submit();
      form = undefined;
      expect(await done).to.equal(false);
      expect(desk.asked).to.be.empty;
      expect(sender.state).to.deep.equal({ phase: 'refused', code: 'invalid-body' });
    });

    it('forgets a request that never left the device, if the form is not valid any more', async () => {
      effects.isOnline = false;
      desk.answer = offline;
      await submit();
      effects.isOnline = true;
      desk.asked.length = 0;
      form = undefined;
      expect(await submit()).to.equal(false);
      expect(desk.asked).to.be.empty;
      expect(attemptOf(contacts.store)).to.equal(undefined);
      expect(sender.state).to.deep.equal({ phase: 'refused', code: 'invalid-body' });
    });

    it('asks about a request that may have left before the device went offline', async () => {
      desk.answer = () => {
        effects.isOnline = false;
        return offline();
      };
      await submit();
      expect(sender.state.phase).to.equal('waiting-for-network');
      effects.isOnline = true;
      desk.answer = () => json(sampleTicket());
      form = undefined;
      expect(await submit()).to.equal(true);
      expect(desk.asked.map(({ method }) => method)).to.deep.equal(['POST', 'GET']);
    });

    it('sends nothing if another member has signed in', async () => {
      desk.answer = offline;
      const done = submit();
      await until(
        () => desk.asked.length,
        () => 'the first attempt',
      );
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      sender.attend();
      await effects.ring(1_000);
      expect(await done).to.equal(false);
      expect(desk.asked).to.have.length(1);
      expect(sender.state.phase).to.equal('idle');
    });
  });

  it('keeps a ticket that comes late in the place of the member who asked, not of the next one', async () => {
    const answer = later();
    desk.answer = () => answer.promise;
    const done = submit();
    await until(
      () => desk.asked.length,
      () => 'the request',
    );
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    sender.attend();
    answer.come(json(sampleTicket(), 201));
    expect(await done).to.equal(false);
    expect(tickets.state.ticket).to.equal(undefined);
    expect(heldTicket(contacts.store)).to.equal(undefined);
    contacts.show(sampleContact());
    expect(heldTicket(contacts.store)?.number).to.equal('261120482136');
  });

  it('drops a request that waits for the network when another member signs in', async () => {
    effects.isOnline = false;
    desk.answer = offline;
    await submit();
    contacts.show(sampleContact({ member: { ref: 'm-2' } }));
    sender.attend();
    expect(sender.state.phase).to.equal('idle');
  });

  describe('while the desk has not answered', () => {
    /** The bodies by key, as the desk stores them. */
    let stored: Map<string, string>;
    /** Whether the desk stores requests, whether its answers arrive. */
    let stores: boolean;
    let answers: boolean;

    const known = () => json(sampleTicket(), 200, { 'idempotency-replayed': 'true' });
    beforeEach(() => {
      stored = new Map();
      stores = true;
      answers = false;
      desk.answer = ({ method, path, headers, body }) => {
        if (path !== '/v1/callbacks') return json(sampleTicket());
        const key = headers.get('idempotency-key') ?? '';
        const before = stored.get(key);
        if (method === 'POST' && before === undefined && stores) stored.set(key, body);
        if (!answers) return offline();
        if (method === 'GET') return before === undefined ? problem(404, 'not-found') : known();
        if (before === undefined) return json(sampleTicket(), 201);
        return before === body ? known() : problem(422, 'idempotency-key-reused');
      };
    });

    /** Submits the form; no answer comes. */
    const lose = async () => {
      const done = submit();
      await effects.ring(1_000);
      await effects.ring(3_000);
      expect(await done).to.equal(false);
      expect(sender.state.phase).to.equal('unknown');
      desk.asked.length = 0;
      answers = true;
    };

    for (const [what, change] of [
      ['a word', { note: '补充' }],
      ['a space', { phone: '138 0013 8000' }],
      ['the language', { language: 'en' }],
      ['the mark urgent', { urgent: true }],
    ] as const) {
      it(`makes no second ticket after a change of ${what}, and says that the ticket lacks it`, async () => {
        await lose();
        form = { ...REQUEST, ...change };
        expect(await submit()).to.equal(true);
        expect(stored).to.have.length(1);
        expect(tickets.state).to.deep.include({ isEarlier: true });
        expect(tickets.heldNumber).to.equal('261120482136');
        expect(attemptOf(contacts.store)).to.equal(undefined);
      });
    }

    it('makes no second ticket if nothing has changed', async () => {
      await lose();
      expect(await submit()).to.equal(true);
      expect(stored).to.have.length(1);
      expect(tickets.state).to.deep.include({ isEarlier: false });
    });

    it('makes no second ticket after a reload', async () => {
      await lose();
      open();
      form = { ...REQUEST, note: '又写一遍' };
      expect(await submit()).to.equal(true);
      expect(stored).to.have.length(1);
    });

    it('makes no second ticket in another tab', async () => {
      await lose();
      const other = open();
      expect(await other.submit(ask)).to.equal(true);
      expect(stored).to.have.length(1);
    });

    it('makes no second ticket if another tab gets it during a pause', async () => {
      const first = sender;
      const done = first.submit(ask);
      await until(
        () => stored.size,
        () => 'the first attempt',
      );
      answers = true;
      expect(await open().submit(ask)).to.equal(true);
      expect(attemptOf(contacts.store)).to.equal(undefined);
      await effects.ring(1_000);
      expect(await done).to.equal(true);
      expect(stored).to.have.length(1);
    });

    it('keeps the request of another tab that was sent, if this one has not sent it', async () => {
      effects.isOnline = false;
      const first = sender;
      await first.submit(ask);
      const other = open();
      effects.isOnline = true;
      stored.clear();
      const done = other.submit(ask);
      await effects.ring(1_000);
      await effects.ring(3_000);
      expect(await done).to.equal(false);
      await first.submit(() => undefined);
      expect(attemptOf(contacts.store)).not.to.equal(undefined);
      answers = true;
      expect(await submit()).to.equal(true);
      expect(stored).to.have.length(1);
    });

    for (const [how, again] of [
      ['on the same page', () => undefined],
      ['on another page', () => void open()],
    ] as const)
      it(`makes no second ticket after a guest signs in ${how}`, async () => {
        const guest = sampleContact();
        delete guest.member.ref;
        contacts.show(guest);
        await lose();
        again();
        contacts.show(sampleContact({ member: { ref: 'm-2' } }));
        sender.attend();
        expect(await submit()).to.equal(true);
        expect(stored).to.have.length(1);
        contacts.show(guest);
        expect(attemptOf(contacts.store)).to.equal(undefined);
      });

    it('stores what is on the form now, if the earlier request never arrived', async () => {
      stores = false;
      await lose();
      stores = true;
      form = { ...REQUEST, note: '补充' };
      expect(await submit()).to.equal(true);
      expect([...stored.values()]).to.deep.equal([JSON.stringify(form)]);
      expect(tickets.state).to.deep.include({ isEarlier: false });
    });

    it('keeps the key for 23 hours after it was last sent, even if it was made offline long before', async () => {
      effects.isOnline = false;
      await submit();
      effects.time += 22 * HOUR;
      effects.isOnline = true;
      await lose();
      effects.time += 22 * HOUR;
      open();
      expect(await submit()).to.equal(true);
      expect(stored).to.have.length(1);
    });

    it('keeps nothing on the device that the member wrote', async () => {
      form = { ...REQUEST, note: '账号 10001' };
      await lose();
      const kept = JSON.stringify(localStorage);
      expect(kept)
        .to.include('hotline:attempt:')
        .and.not.match(/138|10001/);
    });

    it('keeps the request of one member from the next', async () => {
      await lose();
      contacts.show(sampleContact({ member: { ref: 'm-2' } }));
      sender.attend();
      expect(sender.isDue).to.equal(false);
      await submit();
      expect(stored).to.have.length(2);
    });

    it('keeps the key when a limit refuses the next attempt, which says nothing about the first', async () => {
      await lose();
      const { answer } = desk;
      desk.answer = () => problem(429, 'too-many-requests');
      await submit();
      expect(sender.state).to.deep.include({ phase: 'refused', code: 'too-many-requests' });
      desk.answer = answer;
      expect(await submit()).to.equal(true);
      expect(stored).to.have.length(1);
    });

    it('uses a new key after 23 hours, before the desk forgets the old one', async () => {
      await lose();
      effects.time += 23 * HOUR;
      await submit();
      expect(stored).to.have.length(2);
    });

    describe('check', () => {
      const check = () => sender.check(ask);

      it('finds the ticket without sending anything again', async () => {
        await lose();
        expect(await check()).to.equal(true);
        expect(desk.asked.map(({ method }) => method)).to.deep.equal(['GET']);
        expect(keysOf(desk.asked)).to.deep.equal([...stored.keys()]);
        expect(tickets.state).to.deep.include({ isEarlier: false });
        expect(sender.state.phase).to.equal('idle');
      });

      it('says that the ticket lacks what has changed since, or what the member no longer agrees to', async () => {
        await lose();
        form = undefined;
        await check();
        expect(tickets.state).to.deep.include({ isEarlier: true });
      });

      it('is due at once after a reload, and in another tab', async () => {
        await lose();
        open();
        expect(sender.isDue).to.equal(true);
        expect(sender.state.phase).to.equal('idle');
        await check();
        expect(sender.isDue).to.equal(false);
      });

      it('is due again after 20 seconds, or later if the desk says so', async () => {
        await lose();
        answers = false;
        await check();
        expect(sender.isDue).to.equal(false);
        effects.time += 20_000;
        expect(sender.isDue).to.equal(true);
        desk.answer = () => problem(503, 'unavailable', undefined, { 'retry-after': '90' });
        await check();
        expect(sender.state).to.deep.equal({ phase: 'unknown', retryAfter: 90 });
        effects.time += 89_000;
        expect(sender.isDue).to.equal(false);
        effects.time += 1_000;
        expect(sender.isDue).to.equal(true);
        effects.isOnline = false;
        expect(sender.isDue).to.equal(false);
      });

      it('says that the request did not arrive, once it cannot be on its way any more', async () => {
        stores = false;
        await lose();
        await check();
        expect(sender.state.phase).to.equal('unknown');
        effects.time += 35_000;
        await check();
        expect(sender.state).to.deep.include({ phase: 'refused', code: 'not-found' });
        expect(attemptOf(contacts.store)).to.equal(undefined);
      });

      it('does not say so of a request that was sent again since', async () => {
        stores = false;
        await lose();
        effects.time += 35_000;
        answers = false;
        const done = submit();
        await effects.ring(1_000);
        await effects.ring(3_000);
        await done;
        answers = true;
        await check();
        expect(sender.state.phase).to.equal('unknown');
      });

      for (const [what, reply] of [
        ['a desk of another make', () => problem(405, 'method-not-allowed')],
        ['a limit', () => problem(429, 'too-many-requests')],
        ['a proxy', () => new Response('<html>', { status: 404 })],
      ] as const) {
        it(`still does not know after the answer of ${what}`, async () => {
          await lose();
          effects.time += HOUR;
          desk.answer = reply;
          await check();
          expect(sender.state.phase).to.equal('unknown');
          expect(attemptOf(contacts.store)).to.exist;
        });
      }

      it('says that it asks, and leaves a submission alone that is made meanwhile', async () => {
        await lose();
        const { answer } = desk;
        const slow = later();
        desk.answer = (asked) => (asked.method === 'GET' ? slow.promise : answer(asked));
        const checked = check();
        expect(sender.state).to.deep.equal({ phase: 'unknown', asking: true });
        expect(await submit()).to.equal(true);
        slow.come(problem(404, 'not-found'));
        expect(await checked).to.equal(false);
        expect(sender.state.phase).to.equal('idle');
        expect(tickets.heldNumber).to.equal('261120482136');
      });
    });

    it('shows the ticket that another tab got', async () => {
      await lose();
      const first = { sender, tickets };
      open();
      await submit();
      first.sender.attend();
      expect(first.sender.state.phase).to.equal('idle');
      expect(first.tickets.heldNumber).to.equal('261120482136');
    });

    it('is idle again once another tab was told that the desk refused it', async () => {
      stores = false;
      await lose();
      const first = sender;
      open();
      desk.answer = () => problem(422, 'unknown-topic');
      await submit();
      first.attend();
      expect(first.state.phase).to.equal('idle');
    });

    it('sends nothing if another tab has got a ticket meanwhile', async () => {
      const first = { sender, contacts };
      open();
      answers = true;
      await submit();
      desk.asked.length = 0;
      expect(await first.sender.submit(ask)).to.equal(false);
      await turn();
      expect(desk.by('POST')).to.be.empty;
      expect(ticketsFor(first.contacts.store).heldNumber).to.equal('261120482136');
    });

    it('says so if a desk that cannot be asked knows the key with another body', async () => {
      await lose();
      const { answer } = desk;
      desk.answer = (asked) =>
        asked.method === 'GET' ? problem(405, 'method-not-allowed') : answer(asked);
      form = { ...REQUEST, note: '补充' };
      expect(await submit()).to.equal(false);
      expect(sender.state).to.deep.include({ phase: 'refused', code: 'idempotency-key-reused' });
      expect(stored).to.have.length(1);
    });

    it('takes a new key once the ticket of the old one is erased', async () => {
      await lose();
      const { answer } = desk;
      desk.answer = (asked) => (asked.method === 'GET' ? problem(404, 'not-found') : answer(asked));
      form = { ...REQUEST, note: '补充' };
      expect(await submit()).to.equal(false);
      expect(sender.state).to.deep.include({ phase: 'refused', code: 'not-found' });
      expect(await submit()).to.equal(true);
    });
  });

  it('is one per source', () => {
    const others = FakeContacts.of(sampleContact());
    expect(senderFor(contacts.store) === senderFor(contacts.store)).to.equal(true);
    expect(senderFor(contacts.store) === senderFor(others.store)).to.equal(false);
  });
});
