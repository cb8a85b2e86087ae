import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { Hono } from 'hono';
import * as v from 'valibot';
import { StatusSchema, type Status } from '../../../../src/contract/contact.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { createLines } from '../../../src/lines/line-facts.ts';
import { fixedConfig } from '../../../src/config/live-config.ts';
import { createLog } from '../../../src/log.ts';
import { listen } from '../../../src/http/server.ts';
import type { Env } from '../../../src/deps.ts';
import { createStreamLimit } from '../../../src/http/stream-limit.ts';
import { memberContact } from '../../../src/routes/v1/member-contact.ts';
import { contactStreamRoutes } from '../../../src/routes/v1/contact-stream.ts';
import { createStatusWatch } from '../../../src/lines/status-watch.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
import type { CurrentConfig } from '../../../src/config/live-config.ts';
import {
  bearer,
  checkedShop,
  createdTicket,
  deskInput,
  memberToken,
  MINUTE,
  NOW,
  ORIGIN,
  shopInput,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { addAgent, eventsOf, onPort } from '../../support/situations.ts';
import type { OpenLines } from '../../../wire/calling-hours.ts';

const HOUR = 60 * MINUTE;

/** Follows a stream; `next` is the status of the next event. */
async function follow(t: TestContext, url: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  t.after(() => leaving.abort());
  const answer = await fetch(`${url}/v1/contact/stream`, { headers, signal: leaving.signal });
  const events = eventsOf(answer);
  return {
    answer,
    leave: () => leaving.abort(),
    async next(): Promise<Status | 'ended'> {
      const { value } = await events.next();
      if (!value) return 'ended';
      assert.equal(value.event, 'status');
      return v.parse(v.strictObject(StatusSchema.entries), value.data);
    },
  };
}

const close = (desk: Desk, line: string, reason = '系统维护'): Promise<void> =>
  desk.store.lines.setState(
    line,
    { closed: { reason, until: undefined, at: desk.clock.now } },
    desk.clock.now,
    { actor: 'agent-1', action: 'line.closed' },
  );

const figure = async (desk: Desk, name: string): Promise<string | undefined> =>
  new RegExp(`^${name} (\\S+)$`, 'm').exec(
    await (await desk.get('/metrics', bearer('x'.repeat(16)))).text(),
  )?.[1];

const withMetrics = { metrics: { token: 'x'.repeat(16) } };

/** Repeats a check until it is true; the time limit of the test ends the wait. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** A watch that ticks every few milliseconds, so that a keep-alive comes soon. */
async function quickWatch(desk: Desk) {
  const parts = {
    config: fixedConfig(await currentConfig()),
    store: desk.store,
    clock: () => desk.clock.now,
    stopping: new AbortController().signal,
    log: createLog('silent'),
  };
  return { parts, watch: createStatusWatch(parts, createLines(parts), 5) };
}

async function currentConfig(): Promise<CurrentConfig> {
  return { shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) };
}

describe('GET /v1/contact/stream', () => {
  it(
    'sends the status at once, and again when a supervisor closes the line',
    { timeout: 20_000 },
    async (t) => {
      const desk = await startDesk(t);
      const stream = await follow(t, await onPort(t, desk));
      assert.equal(stream.answer.headers.get('content-type'), 'text/event-stream');
      assert.equal(stream.answer.headers.get('cache-control'), 'no-store');
      assert.deepEqual(await stream.next(), { state: 'open', asOf: new Date(NOW).toISOString() });
      await close(desk, 'public');
      assert.deepEqual(await stream.next(), {
        state: 'closed',
        asOf: new Date(NOW).toISOString(),
        paused: { 'zh-CN': '暂停接听', 'zh-TW': '暫停接聽', en: 'Paused' },
        reason: '系统维护',
      });
      await desk.store.lines.setState('public', { closed: null }, NOW);
      assert.deepEqual(await stream.next(), { state: 'open', asOf: new Date(NOW).toISOString() });
    },
  );

  it(
    "sends the status of the member's own line only, equal to that of the Contact",
    { timeout: 20_000 },
    async (t) => {
      const desk = await startDesk(t);
      const url = await onPort(t, desk);
      const headers = bearer(await memberToken('vip'));
      const stream = await follow(t, url, headers);
      const { status } = (await (await desk.get('/v1/contact', headers)).json()) as {
        status: Status;
      };
      assert.deepEqual(await stream.next(), status);
      assert.equal(typeof status.closesAt, 'string');
      // The change of the other line is not sent; the change of this one is the next event.
      await close(desk, 'public');
      await close(desk, 'vip', '开会');
      const next = await stream.next();
      assert.ok(next !== 'ended');
      assert.equal(next.reason, '开会');
    },
  );

  it(
    'sends the status that connected agents and waiting callbacks change',
    { timeout: 20_000 },
    async (t) => {
      const desk = await startDesk(t);
      const stream = await follow(t, await onPort(t, desk));
      const state = async (): Promise<string> => {
        const status = await stream.next();
        return status === 'ended' ? status : status.state;
      };
      assert.equal(await state(), 'open');
      const agent = await addAgent(desk.store);
      await desk.store.agents.setPresence(agent.id, 'on-call', NOW);
      await desk.store.agents.seen(agent.id, NOW);
      assert.equal(await state(), 'busy');
      await desk.store.agents.setPresence(agent.id, 'here', NOW);
      assert.equal(await state(), 'open');
      await createdTicket(desk);
      await createdTicket(desk);
      assert.equal(await state(), 'busy');
    },
  );

  it(
    'can be read by pages of the configured origins, and follows the public line for a bad token',
    { timeout: 20_000 },
    async (t) => {
      const desk = await startDesk(t);
      const url = await onPort(t, desk);
      const stream = await follow(t, url, { Origin: ORIGIN, ...bearer('rubbish') });
      assert.equal(stream.answer.headers.get('access-control-allow-origin'), ORIGIN);
      assert.match(stream.answer.headers.get('vary') ?? '', /Authorization/i);
      await stream.next();
      await close(desk, 'public');
      assert.notEqual(await stream.next(), 'ended');
      assert.equal(
        (await follow(t, url, { Origin: 'https://evil.example' })).answer.headers.get(
          'access-control-allow-origin',
        ),
        null,
      );
    },
  );

  it('ends when its token expires, and always after an hour', { timeout: 20_000 }, async (t) => {
    const desk = await startDesk(t);
    const url = await onPort(t, desk);
    const [member, guest] = [
      await follow(t, url, bearer(await memberToken('vip'))),
      await follow(t, url),
    ];
    await Promise.all([member.next(), guest.next()]);
    desk.clock.now = NOW + 5 * MINUTE;
    assert.equal(await member.next(), 'ended');
    await close(desk, 'public');
    assert.notEqual(await guest.next(), 'ended');
    desk.clock.now = NOW + HOUR;
    assert.equal(await guest.next(), 'ended');
  });

  it(
    'is limited per address and altogether, and a closed stream makes room',
    { timeout: 20_000 },
    async (t) => {
      const desk = await startDesk(t, {
        desk: {
          ...withMetrics,
          trustProxy: true,
          limits: { ...deskInput.limits, streamsPerAddress: 2, streams: 3 },
        },
      });
      const url = await onPort(t, desk);
      const from = (address: string) => follow(t, url, { 'X-Forwarded-For': address });
      const refusal = async (address: string): Promise<[number, string, string | null]> => {
        const { answer } = await from(address);
        return [
          answer.status,
          v.parse(ProblemSchema, await answer.json()).code,
          answer.headers.get('retry-after'),
        ];
      };
      const first = await from('192.0.2.1');
      await from('192.0.2.1');
      assert.deepEqual(await refusal('192.0.2.1'), [429, 'too-many-requests', '30']);
      await from('192.0.2.2');
      assert.deepEqual(await refusal('192.0.2.3'), [503, 'unavailable', '30']);
      assert.equal(await figure(desk, 'hotline_streams_open'), '3');
      await first.next();
      first.leave();
      await until(async () => (await figure(desk, 'hotline_streams_open')) === '2');
      assert.deepEqual((await (await from('192.0.2.3')).next()) !== 'ended', true);
    },
  );

  it('is not opened by HEAD', async (t) => {
    const desk = await startDesk(t, { desk: withMetrics });
    const answer = await desk.app.request('/v1/contact/stream', { method: 'HEAD' });
    assert.deepEqual(
      [answer.status, answer.headers.get('content-type')],
      [200, 'text/event-stream'],
    );
    assert.equal(await figure(desk, 'hotline_streams_open'), '0');
  });

  it('sends keep-alives while nothing changes', { timeout: 20_000 }, async (t) => {
    const { watch } = await quickWatch(await startDesk(t));
    const heard = { status: 0, keepAlive: 0, end: 0 };
    const leave = watch.add({
      line: 'public',
      endsAt: Infinity,
      status: () => heard.status++,
      keepAlive: () => heard.keepAlive++,
      end: () => heard.end++,
    });
    t.after(leave);
    // The first status is read from the database, which can take longer than a keep-alive.
    await until(() => Promise.resolve(heard.status > 0));
    const before = heard.keepAlive;
    await until(() => Promise.resolve(heard.keepAlive >= before + 2));
    assert.deepEqual([heard.status, heard.end], [1, 0]);
  });

  it('disconnects a reader that does not read', { timeout: 20_000 }, async (t) => {
    const desk = await startDesk(t);
    const { parts, watch } = await quickWatch(desk);
    const [app, streamLimit] = [new Hono<Env>(), createStreamLimit()];
    app.route('/v1', contactStreamRoutes(memberContact(parts), watch, streamLimit));
    await new Promise<void>((resolve) => {
      void app.request(
        '/v1/contact/stream',
        {},
        { incoming: { socket: { remoteAddress: '192.0.2.1', destroy: resolve } } },
      );
    });
    await until(() => Promise.resolve(streamLimit.count() === 0));
  });

  it(
    'ends with a new configuration, once no cache can have the contact of before',
    { timeout: 20_000 },
    async (t) => {
      t.mock.timers.enable({ apis: ['setInterval'] });
      let current = await currentConfig();
      const desk = await startDesk(t, { config: { current: () => current } });
      const url = await onPort(t, desk);
      const stream = await follow(t, url);
      await stream.next();
      current = { ...current, shop: checkedShop({ ...shopInput, brand: { name: '另一家' } }) };
      // Another process may see the change two seconds later; a cache keeps its answer seven more.
      t.mock.timers.tick(9_900);
      await close(desk, 'public');
      assert.notEqual(await stream.next(), 'ended');
      // Who came meanwhile may have the contact of before, too.
      const late = await follow(t, url);
      await late.next();
      t.mock.timers.tick(4_000);
      assert.deepEqual([await stream.next(), await late.next()], ['ended', 'ended']);
    },
  );

  it('ends at once when the desk stops', { timeout: 20_000 }, async (t) => {
    const stopping = new AbortController();
    const desk = await startDesk(t, { stopping: stopping.signal });
    const server = await listen(desk.app, '127.0.0.1', 0);
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow(t, server.url)));
    await Promise.all(streams.map((stream) => stream.next()));
    stopping.abort();
    // With a stream still open, this would take the whole hour of grace.
    await server.close(HOUR);
    assert.deepEqual(
      await Promise.all(streams.map((stream) => stream.next())),
      Array<string>(20).fill('ended'),
    );
  });

  it(
    'shares database reads between two hundred streams of a line',
    { timeout: 30_000 },
    async (t) => {
      const { store } = await startDesk(t);
      let reads = 0;
      const counted = {
        ...store,
        tickets: {
          ...store.tickets,
          callable: (now: number, open: OpenLines) => (reads++, store.tickets.callable(now, open)),
        },
      };
      const desk = await startDesk(t, {
        store: counted,
        desk: { limits: { ...deskInput.limits, streamsPerAddress: 1000 } },
      });
      const url = await onPort(t, desk);
      const streams = await Promise.all(Array.from({ length: 200 }, () => follow(t, url)));
      await Promise.all(streams.map((stream) => stream.next()));
      const before = reads;
      await close(desk, 'public');
      const heard = await Promise.all(streams.map((stream) => stream.next()));
      assert.ok(heard.every((status) => status !== 'ended' && status.state === 'closed'));
      // One read for the change, and one for each tick in between.
      assert.ok(reads - before <= 5, `${reads - before}`);
    },
  );

  it('frees its place when the connection breaks', { timeout: 20_000 }, async (t) => {
    const desk = await startDesk(t, { desk: withMetrics });
    const { hostname, port } = new URL(await onPort(t, desk));
    const socket = connect(Number(port), hostname);
    socket.write('GET /v1/contact/stream HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    await until(async () => (await figure(desk, 'hotline_streams_open')) === '1');
    socket.resetAndDestroy();
    await until(async () => (await figure(desk, 'hotline_streams_open')) === '0');
  });
});
