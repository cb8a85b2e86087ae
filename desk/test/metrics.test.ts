import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PRESENCE_FRESH_MS } from '../src/domain/agent.ts';
import { countPromises } from '../src/metrics.ts';
import {
  bearer,
  CALLBACK,
  createdTicket,
  freshKey,
  MINUTE,
  NOW,
  shopInput,
  startDesk,
  type Desk,
} from './support/fixture.ts';
import { newBrowser } from './support/console.ts';
import { ticketRecord } from './support/database.ts';
import { addAgent, bookingShop, nextHour, put } from './support/situations.ts';

const TOKEN = 'metrics-token-of-the-test';
const withMetrics = { desk: { metrics: { token: TOKEN } } };

const read = async (desk: Desk): Promise<string> => {
  const answer = await desk.get('/metrics', bearer(TOKEN));
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  return answer.text();
};

/** The value of a sample: its name and labels as in the text. */
const valueOf = (text: string, sample: string): number | undefined => {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
};

describe('GET /metrics', () => {
  it('answers 404 without the token, as if there were no metrics', async (t) => {
    const [without, guarded] = [await startDesk(t), await startDesk(t, withMetrics)];
    const hidden = await (await without.get('/metrics', bearer(TOKEN))).text();
    for (const headers of [
      {},
      bearer('wrong'),
      bearer(`${TOKEN}x`),
      bearer(TOKEN.slice(1)),
      { Authorization: TOKEN },
    ]) {
      const answer = await guarded.get('/metrics', headers);
      assert.deepEqual([answer.status, await answer.text()], [404, hidden]);
    }
  });

  it('counts the queue of each line: waiting, for later, late, soon late', async (t) => {
    const desk = await startDesk(t, { ...withMetrics, shop: bookingShop });
    await createdTicket(desk);
    await createdTicket(desk, { when: nextHour() });
    const late = await createdTicket(desk);
    await put(desk, late.number, { dueAt: NOW - MINUTE });
    const soon = await createdTicket(desk);
    await put(desk, soon.number, { dueAt: NOW + 5 * MINUTE });
    const taken = await createdTicket(desk);
    await put(desk, taken.number, { status: 'calling' });
    desk.clock.now += MINUTE;

    const text = await read(desk);
    const states = Object.fromEntries(
      ['waiting', 'later', 'late', 'soon-late'].map((state) => [
        state,
        valueOf(text, `hotline_queue_tickets{line="public",state="${state}"}`),
      ]),
    );
    assert.deepEqual(states, { waiting: 3, later: 1, late: 1, 'soon-late': 1 });
    assert.equal(valueOf(text, 'hotline_queue_tickets{line="vip",state="waiting"}'), 0);
    assert.equal(valueOf(text, 'hotline_queue_oldest_waiting_seconds'), 60);
  });

  it('counts agents by presence, while their console is connected', async (t) => {
    const desk = await startDesk(t, withMetrics);
    for (const presence of ['here', 'here', 'on-call'] as const)
      await addAgent(desk.store, { presence, seenAt: NOW });
    await addAgent(desk.store, { presence: 'here', seenAt: NOW - PRESENCE_FRESH_MS - 1 });
    await addAgent(desk.store, { presence: 'here' });
    const text = await read(desk);
    assert.deepEqual(
      ['here', 'on-call', 'away'].map((presence) =>
        valueOf(text, `hotline_agents{presence="${presence}"}`),
      ),
      [2, 1, 0],
    );
  });

  it('counts waiting and failed messages by receiver', async (t) => {
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const announce = () => [
      { target: 'webhook:shop', type: 'callback.created' as const, payload: '{}' },
    ];
    const webhooks = ['shop', 'crm'].map((id) => ({
      id,
      url: 'https://shop.example/hook',
      secret,
    }));
    const desk = await startDesk(t, { desk: { ...withMetrics.desk, webhooks }, announce });
    for (let made = 0; made < 3; made++) await createdTicket(desk);
    const [first] = await desk.store.outbox.take('webhook:shop', NOW, NOW + MINUTE, 1);
    await desk.store.outbox.failed([first?.id ?? ''], 'HTTP 500', undefined);
    const text = await read(desk);
    assert.equal(
      valueOf(text, 'hotline_outbox_messages{target="webhook:shop",status="pending"}'),
      2,
    );
    assert.equal(valueOf(text, 'hotline_outbox_messages{target="webhook:shop",status="dead"}'), 1);
    assert.equal(valueOf(text, 'hotline_outbox_messages{target="webhook:crm",status="dead"}'), 0);
  });

  it('counts each promise once, however often it is read', async (t) => {
    const desk = await startDesk(t, withMetrics);
    const [kept, broken] = [await createdTicket(desk), await createdTicket(desk)];
    const counts = async (): Promise<unknown[]> => {
      const text = await read(desk);
      return ['kept', 'broken'].map((result) =>
        valueOf(text, `hotline_promises_total{result="${result}"}`),
      );
    };
    assert.deepEqual(await counts(), [0, 0]);
    desk.clock.now += 10 * MINUTE;
    await put(desk, kept.number, {
      status: 'calling',
      firstCallAt: desk.clock.now,
      firstCallDueAt: NOW + 240 * MINUTE,
    });
    // A call that may not be committed yet is counted next time.
    assert.deepEqual(await counts(), [0, 0]);
    desk.clock.now += MINUTE;
    assert.deepEqual(await counts(), [1, 0]);
    desk.clock.now = NOW + 241 * MINUTE;
    assert.deepEqual(await counts(), [1, 1]);
    await put(desk, broken.number, {
      status: 'solved',
      firstCallAt: desk.clock.now,
      firstCallDueAt: NOW + 240 * MINUTE,
      closedAt: desk.clock.now,
    });
    desk.clock.now += MINUTE;
    assert.deepEqual(await counts(), [1, 1]);
  });

  it('counts each call that an agent opened once, and no callback', async (t) => {
    const desk = await startDesk(t, withMetrics);
    const count = async (): Promise<unknown> =>
      valueOf(await read(desk), 'hotline_calls_opened_total');
    assert.equal(await count(), 0);
    desk.clock.now += 1;
    await createdTicket(desk);
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', '/calls', { id: 'call-0000000000000001' });
    desk.clock.now += MINUTE;
    assert.equal(await count(), 1);
    desk.clock.now += MINUTE;
    assert.equal(await count(), 1);
  });

  it('counts each call that a member reported once', async (t) => {
    const desk = await startDesk(t, withMetrics);
    const count = async (): Promise<unknown> =>
      valueOf(await read(desk), 'hotline_reported_calls_total');
    const { number, key } = await createdTicket(desk);
    assert.equal(await count(), 0);
    desk.clock.now += 1;
    for (let press = 0; press < 2; press++)
      await desk.post(`/v1/tickets/${number}/report`, {}, bearer(key));
    desk.clock.now += MINUTE;
    assert.equal(await count(), 1);
    desk.clock.now += MINUTE;
    assert.equal(await count(), 1);
  });
});

describe('countPromises', () => {
  it('decides a promise at its call or its due time, whichever is first, and ignores callbacks cancelled before', () => {
    const decide = (change: Parameters<typeof ticketRecord>[0]) =>
      countPromises([ticketRecord({ dueAt: 100, ...change })], 0, 1000);
    assert.deepEqual(decide({ firstCallAt: 100, firstCallDueAt: 100 }), { kept: 1, broken: 0 });
    assert.deepEqual(decide({ firstCallAt: 101, firstCallDueAt: 100 }), { kept: 0, broken: 1 });
    assert.deepEqual(decide({}), { kept: 0, broken: 1 });
    assert.deepEqual(decide({ closedAt: 99 }), { kept: 0, broken: 0 });
    assert.deepEqual(decide({ closedAt: 100 }), { kept: 0, broken: 1 });
    assert.deepEqual(decide({ dueAt: null }), { kept: 0, broken: 0 });
    assert.deepEqual(decide({ firstCallAt: 100, firstCallDueAt: null }), { kept: 0, broken: 0 });
    assert.deepEqual(decide({ dueAt: 1001 }), { kept: 0, broken: 0 });
  });
});

describe('the metrics', () => {
  it('measure requests by route and status, and use nothing that a stranger sends as a label', async (t) => {
    const desk = await startDesk(t, withMetrics);
    await desk.post('/v1/callbacks', CALLBACK, freshKey());
    for (let turn = 0; turn < 5; turn++) {
      await desk.get(`/v1/tickets/canary-${turn}`);
      await desk.get(`/canary-${turn}`);
      await desk.app.request('/v1/contact', { method: `CANARY${turn}` });
    }
    const text = await read(desk);
    assert.equal(
      valueOf(
        text,
        'hotline_http_request_duration_seconds_count{route="/v1/callbacks",status="201"}',
      ),
      1,
    );
    assert.equal(
      valueOf(
        text,
        'hotline_http_request_duration_seconds_count{route="/v1/tickets/:number",status="404"}',
      ),
      5,
    );
    assert.doesNotMatch(text, /canary/i);
  });

  it('all begin with hotline_, and include the process and the last reload', async (t) => {
    const desk = await startDesk(t, { ...withMetrics, reloaded: () => ({ ok: false, at: NOW }) });
    await read(desk);
    const text = await read(desk);
    assert.ok(
      text.split('\n').every((line) => line === '' || /^(?:# (?:HELP|TYPE) )?hotline_/.test(line)),
    );
    assert.equal(typeof valueOf(text, 'hotline_process_resident_memory_bytes'), 'number');
    assert.equal(valueOf(text, 'hotline_config_last_reload_successful'), 0);
    assert.equal(valueOf(text, 'hotline_config_last_reload_timestamp_seconds'), NOW / 1000);
    assert.ok(!text.includes(shopInput.lines.diamond.number));
  });
});
