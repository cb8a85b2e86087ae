import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isConnected } from '../../src/domain/agent.ts';
import { isFresh, isStale, lineStatus } from '../../src/domain/line-status.ts';
import { create, created, NOW, openStore, query } from '../support/database.ts';
import { DAY, MINUTE, startDesk } from '../support/fixture.ts';
import { addAgent, PHONE_SECRET, signed } from '../support/situations.ts';

/** Written while the clock was ahead. */
const FUTURE = NOW + 200 * DAY;

describe('a time that is later than now', () => {
  it('does not make an agent connected, nor their console in use', async (t) => {
    assert.equal(isConnected({ seenAt: FUTURE, disabledAt: null }, NOW), false);
    assert.equal(isConnected({ seenAt: NOW + 1_000, disabledAt: null }, NOW), true);
    const hoursAt = () => ({ state: 'open', asOf: '' }) as const;
    const agents = [{ presence: 'here', seenAt: FUTURE, disabledAt: null }] as const;
    const facts = { hoursAt, timeZone: 'UTC', state: {}, agents, waiting: 0, talk: [], now: NOW };
    assert.deepEqual(lineStatus(facts), { status: hoursAt(), source: 'hours' });

    const store = await openStore(t);
    const { id } = await addAgent(store, { seenAt: FUTURE });
    const told: string[] = [];
    store.subscribe(({ kind }) => void told.push(kind));
    await store.agents.seen(id, NOW);
    assert.equal((await store.agents.byId(id))?.seenAt, NOW);
    assert.deepEqual(told, ['team']);
  });

  it("makes no line's load fresh, and gives way to the next report", async (t) => {
    const load = { waiting: 0, agents: 3, at: FUTURE };
    assert.deepEqual([isFresh(load, NOW), isStale(load, NOW)], [false, false]);
    const desk = await startDesk(t, { desk: { phoneSystem: { secret: PHONE_SECRET } } });
    await desk.store.lines.setState('public', { load }, FUTURE);
    const body = JSON.stringify({ waiting: 2, agents: 1 });
    const answer = await desk.app.request('/v1/lines/public/load', {
      method: 'PUT',
      headers: signed(body, NOW),
      body,
    });
    assert.equal(answer.status, 204);
    assert.deepEqual((await desk.store.lines.state('public')).load, {
      waiting: 2,
      agents: 1,
      at: NOW,
    });
  });

  it('ends a session, which is there again when its time comes', async (t) => {
    const store = await openStore(t);
    const { id: agent } = await addAgent(store, { passwordHash: 'x' });
    const times = { createdAt: FUTURE, rotatedAt: FUTURE, expiresAt: FUTURE + DAY / 2 };
    await store.sessions.add({ id: 's', agent, tokenHash: 't', ...times }, 'x');
    assert.equal(await store.sessions.find('t', NOW), undefined);
    assert.equal(await store.sessions.live('s', NOW), false);
    assert.equal(await store.sessions.live('s', FUTURE), true);
  });

  it('does not use up the callbacks of a phone number', async (t) => {
    const store = await openStore(t);
    const phone = '+8613812345678';
    for (let time = 0; time < 3; time++)
      await created(store, { phone, createdAt: FUTURE, status: 'cancelled', closedAt: FUTURE });
    const outcome = await create(store, { phone }, { perNumberPerDay: 3 });
    assert.equal(outcome.kind, 'created');
  });

  it('does not keep a message from being sent', async (t) => {
    const store = await openStore(t, {
      announce: (type) => [{ target: 'webhook:shop', type, payload: '{}' }],
    });
    await created(store, { createdAt: FUTURE });
    assert.deepEqual(await store.outbox.dueTargets(NOW), ['webhook:shop']);
    assert.equal((await store.outbox.take('webhook:shop', NOW, NOW + MINUTE, 9)).length, 1);
    assert.equal((await store.outbox.take('webhook:shop', NOW, NOW + MINUTE, 9)).length, 0);
    await query(store.url, `update outbox set locked_until = ${FUTURE}`);
    assert.equal((await store.outbox.take('webhook:shop', NOW, NOW + MINUTE, 9)).length, 1);
    // A pause after a failed attempt is kept.
    const [message] = await store.outbox.list('pending', 1);
    await store.outbox.failed([message?.id ?? ''], '500', NOW + DAY);
    assert.deepEqual(await store.outbox.dueTargets(NOW), []);
  });
});
