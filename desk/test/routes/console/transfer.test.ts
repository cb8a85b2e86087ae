import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditView } from '../../../wire/audit.ts';
import type { SessionView } from '../../../wire/session.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { codeOf, newBrowser, type Browser } from '../../support/console.ts';
import { bearer, createdTicket, MINUTE, startDesk, type Desk } from '../../support/fixture.ts';

const team = async (desk: Desk) => {
  const [mei, li, boss] = [
    await newBrowser(desk, 'mei'),
    await newBrowser(desk, 'li'),
    await newBrowser(desk, 'boss', 'supervisor'),
  ];
  return { mei, li, boss };
};
const presenceOf = async (browser: Browser) =>
  (await browser.json<SessionView>('GET', '/session')).me.presence;
const hand = (browser: Browser, number: string, to: string, note?: string) =>
  browser.json<TicketView>('POST', `/tickets/${number}/transfer`, { to, note });

describe('handing a ticket on', () => {
  it('gives number and note to the colleague, and takes them from the agent', async (t) => {
    const desk = await startDesk(t);
    const { mei, li, boss } = await team(desk);
    const ticket = await createdTicket(desk);
    const { number } = ticket;
    await mei.json('POST', `/tickets/${number}/claim`);
    const lost = await hand(mei, number, li.agent.id, '已查到账');
    assert.deepEqual(
      [lost.row.claimedBy, lost.dial, lost.may.transfer],
      [li.agent.id, undefined, undefined],
    );
    const got = await li.json<TicketView>('GET', `/tickets/${number}`);
    assert.match(got.dial ?? '', /^tel:/);
    assert.deepEqual(
      got.notes.map(({ agent, text }) => [agent, text]),
      [[mei.agent.id, '已查到账']],
    );
    assert.equal(
      await codeOf(await mei.send('POST', `/tickets/${number}/transfer`, { to: li.agent.id })),
      'held-by-another',
    );
    const member = await (await desk.get(`/v1/tickets/${number}`, bearer(ticket.key))).text();
    assert.ok(!/transferred|已查到账/.test(member), member);
    const { entries } = await boss.json<AuditView>('GET', `/audit?ticket=${number}`);
    const entry = entries.find(({ action }) => action === 'ticket.transferred');
    assert.deepEqual([entry?.actor, entry?.detail], [mei.agent.id, li.agent.id]);
  });

  it('goes to any supervisor who is there, and is refused without one', async (t) => {
    const desk = await startDesk(t);
    const { mei, boss } = await team(desk);
    const { number } = await createdTicket(desk);
    await mei.json('POST', `/tickets/${number}/claim`);
    assert.equal((await hand(mei, number, 'supervisor')).row.claimedBy, boss.agent.id);
    desk.clock.now += 3 * MINUTE;
    await mei.send('POST', '/beat');
    await mei.json('POST', `/tickets/${number}/claim`);
    for (const to of ['supervisor', boss.agent.id, 'nobody']) {
      const answer = await mei.send('POST', `/tickets/${number}/transfer`, { to });
      assert.deepEqual([answer.status, await codeOf(answer)], [409, 'agent-not-here'], to);
    }
  });

  it('lets the call go on with the other agent, who is on the call from then on', async (t) => {
    const desk = await startDesk(t);
    const { mei, li } = await team(desk);
    const { number } = await createdTicket(desk);
    await mei.json('POST', `/tickets/${number}/claim`);
    await mei.json('POST', `/tickets/${number}/call`);
    assert.equal((await hand(mei, number, li.agent.id)).row.status, 'calling');
    assert.deepEqual([await presenceOf(mei), await presenceOf(li)], ['here', 'on-call']);
  });

  it('lets a supervisor take a ticket from its agent, and assign one that waits', async (t) => {
    const desk = await startDesk(t);
    const { mei, li, boss } = await team(desk);
    const [held, free] = [(await createdTicket(desk)).number, (await createdTicket(desk)).number];
    await mei.json('POST', `/tickets/${held}/claim`);
    assert.equal((await hand(boss, held, boss.agent.id)).row.claimedBy, boss.agent.id);
    assert.equal(await codeOf(await mei.send('POST', `/tickets/${held}/call`)), 'held-by-another');
    const assigned = await hand(boss, free, li.agent.id);
    assert.deepEqual([assigned.row.status, assigned.row.claimedBy], ['claimed', li.agent.id]);
    const back = await li.json<TicketView>('POST', `/tickets/${free}/release`);
    assert.equal(back.row.status, 'waiting');
  });
});
