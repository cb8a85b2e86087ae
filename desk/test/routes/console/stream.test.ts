import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Hono } from 'hono';
import { CLAIM_MS, PRESENCE_FRESH_MS } from '../../../src/domain/agent.ts';
import type { QueueRow } from '../../../wire/queue.ts';
import type { Beat } from '../../../wire/stream.ts';
import type { TeamView } from '../../../wire/team.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { createLines } from '../../../src/lines/line-facts.ts';
import { createLiveShop } from '../../../src/lines/live-shop.ts';
import { fixedConfig } from '../../../src/config/live-config.ts';
import { createLog } from '../../../src/log.ts';
import { checkDeskConfig } from '../../../src/config/desk-config.ts';
import { consoleRoutes } from '../../../src/routes/console/index.ts';
import type { Env } from '../../../src/deps.ts';
import { lapse } from '../../../src/domain/desk-actions.ts';
import { PREVIOUS_MS, ROTATE_MS } from '../../../src/auth/session.ts';
import {
  ask,
  codeOf,
  cookieOf,
  newBrowser,
  signedIn,
  staff,
  type Browser,
} from '../../support/console.ts';
import { openStore } from '../../support/database.ts';
import {
  bearer,
  checkedShop,
  createdTicket,
  deskInput,
  MINUTE,
  NOW,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { eventsOf, onPort, stored } from '../../support/situations.ts';

/** The same console over the same database, with beats every few milliseconds. */
async function withFastBeats(desk: Desk, stopping = new AbortController().signal): Promise<Desk> {
  const app = new Hono<Env>();
  const config = fixedConfig({ shop: checkedShop(), desk: await checkDeskConfig(deskInput, {}) });
  const parts = {
    config,
    store: desk.store,
    secret: new Uint8Array(32),
    clock: () => desk.clock.now,
    random: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
    log: createLog('silent'),
    testDelivery: () => Promise.resolve({ ok: true, detail: '' }),
    stopping,
  };
  const deps = { ...parts, config: createLiveShop(parts) };
  // As the whole app does: the waits of a request for the database end by then.
  app.use((c, next) => {
    c.set('arrivedAt', performance.now());
    return next();
  });
  app.route('/console', consoleRoutes(deps, createLines(deps), { streamBeatMs: 10 }));
  return { ...desk, app };
}

type Told = Awaited<ReturnType<ReturnType<typeof eventsOf>['next']>>['value'];

/** Opens the stream of a console. */
async function follow(t: TestContext, url: string, { cookie }: Pick<Browser, 'cookie'>) {
  const leaving = new AbortController();
  t.after(() => leaving.abort());
  const answer = await fetch(`${url}/console/api/stream`, {
    headers: { Cookie: cookie },
    signal: leaving.signal,
  });
  const events = eventsOf(answer);
  const next = async (): Promise<Told> => (await events.next()).value;
  return {
    answer,
    leave: () => leaving.abort(),
    next,
    /** The next event of that name; undefined when the stream ends first. */
    async of(name: string): Promise<unknown> {
      for (;;) {
        const told = await next();
        if (!told || told.event === name) return told?.data;
      }
    },
  };
}

const queueEvent = async (
  stream: Awaited<ReturnType<typeof follow>>,
): Promise<{ number: string; row: QueueRow | null; nudged?: boolean }> =>
  (await stream.of('queue')) as { number: string; row: QueueRow | null; nudged?: boolean };

/** Reads until so many more beats have come. */
async function beats(stream: Awaited<ReturnType<typeof follow>>, wanted: number): Promise<void> {
  for (let count = 0; count < wanted;) {
    const told = await stream.next();
    assert.ok(told);
    if (told.event === 'beat') count++;
  }
}

/** Repeats a check until it is true; the time limit of the test ends the wait. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

const within = { timeout: 20_000 };

describe('GET /console/api/stream', () => {
  it(
    'reports that a ticket is created, claimed and closed, without its phone number',
    within,
    async (t) => {
      const desk = await startDesk(t);
      const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
      const stream = await follow(t, await onPort(t, desk), mei);
      assert.deepEqual(
        ['content-type', 'cache-control', 'x-accel-buffering'].map((name) =>
          stream.answer.headers.get(name),
        ),
        ['text/event-stream', 'no-store', 'no'],
      );

      const { number } = await createdTicket(desk, { phone: '13912344321' });
      const created = await queueEvent(stream);
      assert.deepEqual(
        [created.number, created.row?.status, created.row?.phone],
        [number, 'waiting', '139****4321'],
      );
      assert.ok(!JSON.stringify(created).includes('12344321'));
      await li.json('POST', `/tickets/${number}/claim`);
      assert.deepEqual((await queueEvent(stream)).row?.claimedBy, li.agent.id);
      await li.json('POST', `/tickets/${number}/result`, { result: 'solved' });
      assert.deepEqual(await queueEvent(stream), { number, row: null });
    },
  );

  it('begins with the time of the desk, and repeats it', within, async (t) => {
    const desk = await withFastBeats(await startDesk(t));
    const stream = await follow(t, await onPort(t, desk), await newBrowser(desk, 'mei'));
    assert.deepEqual(await stream.next(), { event: 'beat', data: { asOf: NOW, told: 0 } });
    desk.clock.now += MINUTE;
    for (let asOf = NOW; asOf !== desk.clock.now;)
      ({ asOf } = (await stream.of('beat')) as { asOf: number });
  });

  it('says in each beat how many changes of the queue it has told', within, async (t) => {
    const desk = await withFastBeats(await startDesk(t));
    const mei = await newBrowser(desk, 'mei');
    const url = await onPort(t, desk);
    const told = async (stream: Awaited<ReturnType<typeof follow>>) =>
      ((await stream.of('beat')) as Beat).told;
    const stream = await follow(t, url, mei);
    assert.equal(await told(stream), 0);
    await createdTicket(desk);
    await queueEvent(stream);
    assert.equal(await told(stream), 1);
    await createdTicket(desk);
    await queueEvent(stream);
    assert.deepEqual([await told(stream), await told(await follow(t, url, mei))], [2, 2]);
  });

  it("reports a member's nudge once", within, async (t) => {
    const desk = await startDesk(t);
    const ticket = await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    const stream = await follow(t, await onPort(t, desk), mei);
    assert.equal(
      (await desk.post(`/v1/tickets/${ticket.number}/nudge`, undefined, bearer(ticket.key))).status,
      200,
    );
    const told = await queueEvent(stream);
    assert.deepEqual([told.nudged, told.row?.nudged], [true, true]);
    await mei.json('POST', `/tickets/${ticket.number}/notes`, { text: '在查' });
    const later = await queueEvent(stream);
    assert.deepEqual(['nudged' in later, later.row?.nudged], [false, true]);
  });

  it('reports once that a member who was not reached can talk now', within, async (t) => {
    const desk = await startDesk(t);
    const { number, key } = await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    for (const step of ['claim', 'call']) await mei.json('POST', `/tickets/${number}/${step}`);
    await mei.json('POST', `/tickets/${number}/result`, { result: 'not-reached' });
    const stream = await follow(t, await onPort(t, desk), mei);
    await desk.post(`/v1/tickets/${number}/ready`, undefined, bearer(key));
    const told = await queueEvent(stream);
    assert.deepEqual([told.nudged, told.row?.ready, told.row?.nudged], [true, true, false]);
    await mei.json('POST', `/tickets/${number}/notes`, { text: '在查' });
    const later = await queueEvent(stream);
    assert.deepEqual(['nudged' in later, later.row?.ready], [false, true]);
  });

  it('merges many quick changes to one ticket into few events', within, async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const stream = await follow(t, await onPort(t, desk), mei);
    const [{ number }, last] = [await createdTicket(desk), await createdTicket(desk)];
    await queueEvent(stream);
    for (let turn = 0; turn < 20; turn++) {
      await mei.json('POST', `/tickets/${number}/claim`);
      await mei.json('POST', `/tickets/${number}/release`);
    }
    await mei.json('POST', `/tickets/${last.number}/claim`);
    let events = 0;
    for (;;) {
      const told = await queueEvent(stream);
      if (told.number === last.number && told.row?.claimedBy) break;
      events++;
    }
    assert.ok(events < 40, `${events} events of 40 changes`);
  });

  it(
    'sends team and line events to all agents, and delivery events only to supervisors',
    within,
    async (t) => {
      const desk = await startDesk(t, {
        announce: (type) => [{ target: 'webhook:shop', type, payload: '{}' }],
      });
      const [boss, mei] = [
        await newBrowser(desk, 'boss', 'supervisor'),
        await newBrowser(desk, 'mei'),
      ];
      const url = await onPort(t, desk);
      const [ofBoss, ofMei] = [await follow(t, url, boss), await follow(t, url, mei)];
      await createdTicket(desk);
      assert.deepEqual(await ofBoss.of('deliveries'), {});
      await boss.send('PUT', '/me/presence', { presence: 'on-call' });
      await boss.send('PUT', '/me/presence', { presence: 'here' });
      assert.deepEqual(await ofBoss.of('team'), {});
      await boss.json('PUT', '/lines/public', {
        closed: { reason: '系统维护', until: NOW + 3_600_000 },
      });
      assert.deepEqual(await ofBoss.of('lines'), {});
      const heard: string[] = [];
      for (let told = await ofMei.next(); told; told = await ofMei.next()) {
        heard.push(told.event);
        if (told.event === 'lines') break;
      }
      assert.ok(heard.includes('team') && !heard.includes('deliveries'), heard.join());
    },
  );
});

const seenAt = async ({ store }: Desk, { agent }: Browser): Promise<number> =>
  (await store.agents.byId(agent.id))?.seenAt ?? 0;

describe('POST /beat', () => {
  it('renews the presence and the claims of its agent, and of no other', within, async (t) => {
    const desk = await startDesk(t);
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const [ofMei, ofLi] = [await createdTicket(desk), await createdTicket(desk)];
    await mei.json('POST', `/tickets/${ofMei.number}/claim`);
    await li.json('POST', `/tickets/${ofLi.number}/claim`);
    for (let minute = 0; minute < 5; minute++) {
      desk.clock.now += MINUTE;
      const answer = await mei.send('POST', '/beat');
      assert.deepEqual([answer.status, await answer.text()], [204, '']);
      assert.deepEqual(
        [(await stored(desk, ofMei.number)).claimUntil, await seenAt(desk, mei)],
        [desk.clock.now + CLAIM_MS, desk.clock.now],
      );
    }
    assert.deepEqual(await desk.store.tickets.lapsed(desk.clock.now), [ofLi.number]);
    assert.equal(await seenAt(desk, li), NOW);
    assert.equal(
      await codeOf(await li.send('POST', `/tickets/${ofMei.number}/claim`)),
      'held-by-another',
    );
  });
});

describe('an agent whose laptop vanished with an open stream', () => {
  it('is gone, and loses their claims two minutes after the last POST /beat', within, async (t) => {
    const desk = await withFastBeats(await startDesk(t));
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const { number } = await createdTicket(desk);
    desk.clock.now += MINUTE;
    const url = await onPort(t, desk);
    const vanished = await follow(t, url, mei);
    assert.equal(await seenAt(desk, mei), desk.clock.now, 'opening the stream renews the presence');
    await mei.json('POST', `/tickets/${number}/claim`);
    const lastSeen = desk.clock.now;

    const other = await follow(t, url, li);
    desk.clock.now = lastSeen + MINUTE;
    await li.send('POST', '/beat');
    // By then every earlier event has been read.
    await beats(other, 10);
    desk.clock.now = lastSeen + PRESENCE_FRESH_MS + 1;
    assert.deepEqual(await other.of('team'), {});
    const { agents } = await li.json<TeamView>('GET', '/team');
    assert.deepEqual(
      [mei, li].map(({ agent }) => agents.find(({ id }) => id === agent.id)?.presence),
      ['gone', 'here'],
    );

    desk.clock.now = lastSeen + CLAIM_MS;
    // The desk still writes to the vanished console.
    await beats(vanished, 10);
    assert.deepEqual(
      [
        await seenAt(desk, mei),
        (await stored(desk, number)).claimUntil,
        await desk.store.tickets.lapsed(desk.clock.now),
      ],
      [lastSeen, lastSeen + CLAIM_MS, []],
    );

    desk.clock.now += 1;
    assert.deepEqual(await desk.store.tickets.lapsed(desk.clock.now), [number]);
    await desk.store.tickets.change(
      number,
      desk.clock.now,
      lapse({ now: desk.clock.now, shop: checkedShop() }),
    );
    const free = await li.json<TicketView>('GET', `/tickets/${number}`);
    assert.deepEqual(
      [free.row.status, free.row.claimedBy, free.may.claim],
      ['waiting', null, true],
    );
    assert.equal(
      (await li.json<TicketView>('POST', `/tickets/${number}/claim`)).row.claimedBy,
      li.agent.id,
    );
  });
});

describe('several windows of an agent', () => {
  it(
    'stay signed in when they send POST /beat at once while their token is due',
    within,
    async (t) => {
      const desk = await startDesk(t);
      const mei = await newBrowser(desk, 'mei');
      const { cookie } = mei;
      desk.clock.now += ROTATE_MS;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          ask(desk, '/beat', { method: 'POST', headers: { Cookie: cookie } }),
        ),
      );
      assert.deepEqual(
        answers.map(({ status }) => status),
        Array.from({ length: 5 }, () => 204),
      );
      const [fresh, ...more] = answers.flatMap((answer) => cookieOf(answer) ?? []);
      assert.deepEqual(more, []);
      desk.clock.now += PREVIOUS_MS;
      assert.equal(
        (await ask(desk, '/beat', { method: 'POST', headers: { Cookie: fresh ?? '' } })).status,
        204,
      );
    },
  );
});

describe("a console's stream", () => {
  // The time limit is shorter than the keep-alive interval, at which sessions are checked anyway.
  it('reports at once that its session has ended, and ends', { timeout: 10_000 }, async (t) => {
    const desk = await startDesk(t);
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    const agent = await staff(desk, 'mei');
    const url = await onPort(t, desk);
    const ends: ((browser: Browser) => Promise<unknown>)[] = [
      (browser) => browser.send('DELETE', '/session'),
      () => boss.json('PATCH', `/agents/${agent.id}`, { password: 'correct horse battery' }),
      () => boss.json('PATCH', `/agents/${agent.id}`, { disabled: true }),
    ];
    for (const end of ends) {
      const browser = await signedIn(desk, agent);
      const stream = await follow(t, url, browser);
      await end(browser);
      assert.deepEqual(await stream.of('signed-out'), {});
      assert.equal(await stream.next(), undefined);
    }
  });

  it('outlives the token that opened it, and is kept alive', within, async (t) => {
    const desk = await withFastBeats(await startDesk(t));
    const mei = await newBrowser(desk, 'mei');
    const url = await onPort(t, desk);
    const told = eventsOf(
      await fetch(`${url}/console/api/stream`, { headers: { Cookie: mei.cookie } }),
    );
    desk.clock.now += 16 * MINUTE;
    const { cookie } = mei;
    assert.equal((await mei.send('GET', '/session')).status, 200);
    assert.notEqual(mei.cookie, cookie);
    desk.clock.now += 2 * MINUTE;
    const events: string[] = [];
    while (events.filter((event) => event === 'beat').length < 5) {
      const { value } = await told.next();
      assert.ok(value && value.event !== 'signed-out');
      events.push(value.event);
    }
  });

  it('ends when the desk stops', within, async (t) => {
    const stopping = new AbortController();
    const desk = await startDesk(t, { stopping: stopping.signal });
    const stream = await follow(t, await onPort(t, desk), await newBrowser(desk, 'mei'));
    stopping.abort();
    assert.equal(await stream.of('nothing'), undefined);
  });

  it('is limited to twenty for each agent, and a closed one makes room', within, async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const url = await onPort(t, desk);
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow(t, url, mei)));
    assert.ok(streams.every(({ answer }) => answer.status === 200));
    const refused = (await follow(t, url, mei)).answer;
    assert.deepEqual([refused.status, Number(refused.headers.get('retry-after')) > 0], [429, true]);
    streams[0]?.leave();
    await until(async () => {
      const { answer, leave } = await follow(t, url, mei);
      if (answer.status === 200) leave();
      return answer.status === 200;
    });
  });

  it('does not count against the limit when it fails to open', within, async (t) => {
    const store = await openStore(t);
    let broken = true;
    const seen: typeof store.agents.seen = (id, now) =>
      broken ? Promise.reject(new Error('the database is busy')) : store.agents.seen(id, now);
    const desk = await startDesk(t, { store: { ...store, agents: { ...store.agents, seen } } });
    const url = await onPort(t, desk);
    const mei = await newBrowser(desk, 'mei');
    for (let count = 0; count < 20; count++)
      assert.equal((await follow(t, url, mei)).answer.status, 500);
    broken = false;
    assert.equal((await follow(t, url, mei)).answer.status, 200);
  });
});
