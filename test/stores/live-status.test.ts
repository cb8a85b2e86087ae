import { expect } from '@open-wc/testing';
import type { Status } from '../../src/contract/contact.ts';
import { LiveStatus } from '../../src/stores/live-status.ts';
import { turn, until } from '../support/clock.ts';
import { FakeEffects } from '../support/effects.ts';
import { EventStream, FakeDesk, offline, problem } from '../support/fake-desk.ts';
import { at, FakeContacts, sampleContact } from '../support/sample-contact.ts';

const POLL = 60_000;
const SILENT = 60_000;
const busy = (minutes: number): Status => ({
  state: 'busy',
  asOf: at(minutes),
  waitMinutes: [2, 4],
});

describe('LiveStatus', () => {
  let desk: FakeDesk;
  let effects: FakeEffects;
  let contacts: FakeContacts;
  let live: LiveStatus;
  let stream: EventStream;

  beforeEach(() => {
    desk = new FakeDesk();
    effects = new FakeEffects(desk.fetch);
    contacts = FakeContacts.of(sampleContact());
    contacts.memberToken = 'a.b.c';
    stream = new EventStream();
    desk.answer = () => stream.response;
    live = new LiveStatus(contacts.store, effects);
  });
  afterEach(() => live.stop());

  const status = () =>
    contacts.state.phase === 'ready' ? contacts.state.contact.status : undefined;
  const state = (wanted: Status['state']) =>
    until(
      () => status()?.state === wanted,
      () => `${wanted}, not ${String(status()?.state)}`,
    );

  it("sends the member's token with the request for the stream", async () => {
    live.start();
    await until(
      () => desk.asked[0],
      () => 'a request',
    );
    expect(desk.asked[0]?.path).to.equal('/v1/contact/stream');
    expect(desk.asked[0]?.headers.get('authorization')).to.equal('Bearer a.b.c');
    expect(desk.asked[0]?.headers.get('accept')).to.equal('text/event-stream');
  });

  it('writes a status into the contact store and changes nothing else there', async () => {
    live.start();
    stream.send(busy(1));
    await state('busy');
    expect(contacts.state).to.deep.equal({
      phase: 'ready',
      contact: { ...sampleContact(), status: busy(1) },
      from: 'desk',
    });
    stream.send({ state: 'open', asOf: at(2) });
    await state('open');
    expect(contacts.refreshed).to.equal(0);
  });

  it('reads statuses across chunks of any size, and skips comments, other events and invalid data', async () => {
    live.start();
    const bytes = new TextEncoder().encode(
      `: \n\nevent: other\ndata: {"state":"closed"}\n\nevent: status\ndata: nonsense\n\nevent: status\nretry: 5000\ndata: ${JSON.stringify({ ...busy(1), reason: '线路较忙' })}\r\n\r\n`,
    );
    for (const byte of bytes) stream.push(Uint8Array.of(byte));
    await state('busy');
    expect(status()?.reason).to.equal('线路较忙');
  });

  it('ignores an older status in an event or in a late answer', async () => {
    live.start();
    stream.send(busy(5));
    await state('busy');
    stream.send({ state: 'open', asOf: at(3) });
    contacts.show(sampleContact({ status: { state: 'open', asOf: at(4) } }));
    expect(status()).to.deep.equal(busy(5));
    contacts.show(sampleContact({ status: { state: 'open', asOf: at(6) } }));
    expect(status()?.state).to.equal('open');
  });

  it('requests the Contact when the line has closed or opened', async () => {
    live.start();
    stream.send({ state: 'closed', asOf: at(1) });
    await state('closed');
    await effects.ring(2_500);
    expect(contacts.refreshed).to.equal(1);
  });

  it('requests the Contact again while a cache answers with the one of before', async () => {
    live.start();
    stream.send({ state: 'closed', asOf: at(1) });
    await state('closed');
    await effects.ring(2_500);
    contacts.show(sampleContact());
    expect(status()?.state).to.equal('closed');
    await effects.ring(2_500);
    expect(contacts.refreshed).to.equal(2);
    contacts.show(sampleContact({ status: { state: 'closed', asOf: at(2) } }));
    await effects.ring(POLL);
    expect(contacts.refreshed).to.equal(2);
  });

  it('connects again with a fresh token after a regular end, and requests the Contact', async () => {
    live.start();
    stream.send(busy(1));
    await state('busy');
    stream.end();
    stream = new EventStream();
    await effects.ring(2_000);
    await until(
      () => desk.asked.length === 2,
      () => 'a second connection',
    );
    expect(contacts.refreshed).to.equal(1);
  });

  it('waits longer after each failure, up to a minute, and requests the Contact meanwhile', async () => {
    desk.answer = offline;
    live.start();
    for (const wait of [4_000, 8_000, 16_000, 32_000]) await effects.ring(wait);
    await until(
      () => desk.asked.length === 5,
      () => 'five attempts',
    );
    await until(
      () => effects.timers.filter((ms) => ms === POLL).length === 2,
      () => `a minute for both, not ${effects.timers.join()}`,
    );
    await effects.ring(POLL);
    expect(contacts.refreshed).to.equal(1);
  });

  for (const [what, reply] of [
    [
      'has too many streams open',
      () => problem(429, 'too-many-requests', undefined, { 'retry-after': '30' }),
    ],
    ['is full', () => problem(503, 'unavailable', undefined, { 'retry-after': '30' })],
    ['has no streams', () => problem(404, 'not-found')],
    ['answers a browser that cannot read streams', () => new Response(null, { status: 200 })],
  ] as const) {
    it(`requests the Contact every minute if the desk ${what}`, async () => {
      desk.answer = reply;
      live.start();
      await until(
        () => desk.asked.length,
        () => 'a request',
      );
      await turn();
      await effects.ring(POLL);
      await effects.ring(POLL);
      expect(contacts.refreshed).to.equal(2);
      expect(desk.asked).to.have.length(1);
    });
  }

  it('does not request the Contact while statuses are streamed', async () => {
    live.start();
    stream.send(busy(1));
    await state('busy');
    // The first timer of this length; the second would end the connection after so much silence.
    await effects.ring(POLL, 0);
    expect(contacts.refreshed).to.equal(0);
  });

  it('connects again if the stream is silent for a minute', async () => {
    live.start();
    await until(
      () => desk.asked.length,
      () => 'a request',
    );
    await effects.ring(SILENT, 1);
    expect(desk.asked[0]?.signal?.aborted).to.equal(true);
    stream.break();
    await until(
      () => desk.asked.length && effects.timers.includes(4_000),
      () => 'another attempt to be planned',
    );
  });

  it('follows another line when the member gets one', async () => {
    live.start();
    await until(
      () => desk.asked.length === 1,
      () => 'a connection',
    );
    stream = new EventStream();
    contacts.show(sampleContact({ line: { id: 'vip' } }));
    await until(
      () => desk.asked.length === 2,
      () => 'a connection for the other line',
    );
  });

  it('connects only once the desk has named a line', async () => {
    contacts.forget();
    live.start();
    await turn();
    expect(desk.asked).to.be.empty;
    contacts.show(sampleContact());
    await until(
      () => desk.asked.length,
      () => 'a connection',
    );
  });

  it('leaves no timer, listener or connection after stop()', async () => {
    live.start();
    stream.send(busy(1));
    await state('busy');
    live.stop();
    stream.send({ state: 'open', asOf: at(2) });
    await turn();
    expect(effects.timers).to.deep.equal([]);
    expect(contacts.followers).to.equal(0);
    expect(status()?.state).to.equal('busy');
  });

  describe('in several tabs of a browser', () => {
    it('is streamed to one and polled in the others, and streamed to the next when that one stops', async () => {
      effects.locks = navigator.locks;
      const second = FakeContacts.of(sampleContact(), contacts.source);
      const other = new LiveStatus(second.store, effects);
      try {
        live.start();
        stream.send(busy(1));
        await state('busy');
        other.start();
        const asked = () => desk.asked.filter(({ path }) => path.endsWith('/stream')).length;
        // After the poll and the silence of the first.
        await effects.ring(POLL, 2);
        expect(second.refreshed).to.equal(1);
        expect(asked()).to.equal(1);
        const first = stream;
        stream = new EventStream();
        live.stop();
        first.end();
        await until(
          () => asked() === 2,
          () => 'the second stream',
        );
        stream.send(busy(2));
        await until(
          () => second.state.phase === 'ready' && second.state.contact.status.asOf === at(2),
          () => 'its status',
        );
      } finally {
        other.stop();
      }
    });
  });
});
