import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { FiguresView, OwnFigures } from '../../../wire/figures.ts';
import { agentCalls } from '../../../src/store/migrations/0014-agent-calls.ts';
import { kyselyOf, query } from '../../support/database.ts';
import { newBrowser, type Browser } from '../../support/console.ts';
import { bearer, createdTicket, DAY, MINUTE, startDesk, type Desk } from '../../support/fixture.ts';

async function deskWithAgents(t: TestContext) {
  const desk = await startDesk(t);
  const [li, chen] = [await newBrowser(desk, 'li'), await newBrowser(desk, 'chen')];
  return { desk, li, chen, boss: await newBrowser(desk, 'boss', 'supervisor') };
}

/** A callback that an agent makes, of five minutes. */
async function callback(desk: Desk, by: Browser, result = 'solved') {
  const ticket = await createdTicket(desk);
  for (const action of ['claim', 'call'])
    await by.json('POST', `/tickets/${ticket.number}/${action}`);
  desk.clock.now += 5 * MINUTE;
  await by.json('POST', `/tickets/${ticket.number}/result`, { result });
  return ticket;
}

describe('GET /me/figures', () => {
  it('counts an agent’s own calls of today: reached, in time, how long, and ratings', async (t) => {
    const { desk, li, chen } = await deskWithAgents(t);
    const { number, key } = await callback(desk, li);
    await callback(desk, li, 'not-reached');
    await callback(desk, chen);
    await li.json('POST', '/calls', { id: 'call-of-li-0000001', caller: '' });
    const rating = { rating: 4 };
    assert.equal(
      (await desk.post(`/v1/tickets/${number}/feedback`, rating, bearer(key))).status,
      200,
    );
    assert.deepEqual((await li.json<OwnFigures>('GET', '/me/figures')).figures, {
      calls: 2,
      cameIn: 0,
      reached: 1,
      kept: 2,
      broken: 0,
      talkMs: 10 * MINUTE,
      ratings: 1,
      stars: 4,
    });
  });

  it('begins anew with the shop’s day', async (t) => {
    const { desk, li } = await deskWithAgents(t);
    await callback(desk, li);
    // NOW is 10:00 in Shanghai.
    desk.clock.now += 14 * 60 * MINUTE;
    const later = await newBrowser(desk, 'later');
    assert.equal((await later.json<OwnFigures>('GET', '/me/figures')).figures.calls, 0);
  });
});

describe('GET /figures', () => {
  it('shows supervisors all agents and lines, beside the period before', async (t) => {
    const { desk, li, chen } = await deskWithAgents(t);
    await callback(desk, li);
    desk.clock.now += DAY;
    const [boss, mei] = [
      await newBrowser(desk, 'boss2', 'supervisor'),
      await newBrowser(desk, 'mei'),
    ];
    await callback(desk, mei);
    await callback(desk, mei);
    const view = await boss.json<FiguresView>('GET', '/figures?period=today');
    assert.deepEqual(
      [view.total.calls, view.before.calls, view.agents.length, view.lines[0]?.line],
      [2, 1, 1, 'public'],
    );
    const both = await boss.json<FiguresView>('GET', '/figures?from=2026-11-23&to=2026-11-24');
    assert.deepEqual(
      both.agents.map(({ agent, figures }) => [agent, figures.calls]),
      [
        [mei.agent.id, 2],
        [li.agent.id, 1],
      ],
    );
    assert.ok(!both.agents.some(({ agent }) => agent === chen.agent.id));
  });

  it('counts calls from the timelines of a database of an earlier version alike', async (t) => {
    const { desk, li, boss } = await deskWithAgents(t);
    for (const result of ['wrong-number', 'not-reached', 'solved', 'cancelled-by-member'])
      await callback(desk, li, result);
    const total = async () => (await boss.json<FiguresView>('GET', '/figures')).total;
    const counted = await total();
    assert.deepEqual([counted.calls, counted.reached, counted.kept], [4, 2, 4]);
    await query(desk.url, 'delete from agent_call');
    assert.equal((await total()).calls, 0);
    const db = kyselyOf(desk.url);
    await agentCalls.up(db);
    await db.destroy();
    assert.deepEqual(await total(), counted);
  });

  it('lets other requests go on between two days of a long period', async (t) => {
    const { boss } = await deskWithAgents(t);
    let [turns, isAnswered] = [0, false];
    const turn = () => {
      turns++;
      if (!isAnswered) setImmediate(turn);
    };
    setImmediate(turn);
    await boss.json('GET', '/figures?from=2026-10-24&to=2026-11-23');
    isAnswered = true;
    // 31 days, and as many before.
    assert.ok(turns > 50, `${turns}`);
  });

  it('is refused to agents, and for what is no period', async (t) => {
    const { li, boss } = await deskWithAgents(t);
    for (const path of ['/figures', '/figures.csv'])
      assert.equal((await li.send('GET', path)).status, 403);
    for (const query of ['period=year', 'from=2026-11-24&to=2026-11-23', 'from=2026-11-23'])
      assert.equal((await boss.send('GET', `/figures?${query}`)).status, 400, query);
  });
});

describe('GET /figures.csv', () => {
  it('lists agents by name and line, and is in the audit log', async (t) => {
    const { desk, li, boss } = await deskWithAgents(t);
    await callback(desk, li);
    const answer = await boss.send('GET', '/figures.csv?period=7');
    const [head = '', row] = (await answer.text()).replace('\uFEFF', '').split('\r\n');
    assert.match(head, /^"?agent"?,"?line"?,"?calls"?/);
    assert.match(row ?? '', /Agent li.*public.*1.*0.*1.*1.*0.*5/);
    const audit = await boss.json<{ entries: { action: string }[] }>('GET', '/audit');
    assert.ok(audit.entries.some(({ action }) => action === 'figures.exported'));
  });
});
