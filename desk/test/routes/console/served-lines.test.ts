import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditView } from '../../../wire/audit.ts';
import type { SessionView } from '../../../wire/session.ts';
import type { TeamView } from '../../../wire/team.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import type { Contact } from '../../../../src/contract/contact.ts';
import { codeOf, newBrowser } from '../../support/console.ts';
import { bearer, createdTicket, memberToken, startDesk, type Desk } from '../../support/fixture.ts';

const serving = async (desk: Desk, lines: string[] | null) => {
  const [mei, boss] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'boss', 'supervisor')];
  const set = (to: string[] | null) =>
    boss.json<TeamView>('PATCH', `/agents/${mei.agent.id}`, { lines: to });
  return { mei, boss, set, team: await set(lines) };
};

describe('an agent who serves some lines', () => {
  it('takes the next ticket of these lines, and any when all are theirs again', async (t) => {
    const desk = await startDesk(t);
    const first = await createdTicket(desk, { urgent: true });
    const later = await createdTicket(desk, {}, bearer(await memberToken('diamond')));
    const { mei, set } = await serving(desk, ['vip', 'diamond']);
    assert.equal((await mei.json<TicketView>('POST', '/next')).row.number, later.number);
    assert.equal(await codeOf(await mei.send('POST', '/next')), 'nothing-waits');
    await set(null);
    assert.equal((await mei.json<TicketView>('POST', '/next')).row.number, first.number);
  });

  it('is shown so to the team and to their console, and in the audit log', async (t) => {
    const desk = await startDesk(t);
    const { mei, boss, team, set } = await serving(desk, ['vip', 'diamond', 'vip']);
    const lines = team.agents.find(({ id }) => id === mei.agent.id)?.lines;
    assert.deepEqual(lines, ['diamond', 'vip']);
    const { me } = await mei.json<SessionView>('GET', '/session');
    assert.deepEqual(me.lines, ['diamond', 'vip']);
    await set(['vip', 'diamond']);
    const { entries } = await boss.json<AuditView>('GET', '/audit');
    assert.deepEqual(
      entries.filter(({ action }) => action === 'agent.lines-set').map(({ detail }) => detail),
      ['mei: lines diamond vip'],
    );
  });

  it('does not count where members are told whether another line is answered', async (t) => {
    const desk = await startDesk(t);
    const { mei, boss } = await serving(desk, ['diamond']);
    await boss.json('PATCH', `/agents/${boss.agent.id}`, { lines: ['vip'] });
    await mei.send('POST', '/beat');
    const stateFor = async (headers: Record<string, string> = {}) =>
      ((await (await desk.get('/v1/contact', headers)).json()) as Contact).status.state;
    const diamond = bearer(await memberToken('diamond'));
    assert.equal(await stateFor(diamond), 'open');
    await mei.send('PUT', '/me/presence', { presence: 'on-call' });
    assert.equal(await stateFor(diamond), 'busy');
  });

  it('serves at least one', async (t) => {
    const desk = await startDesk(t);
    const { mei, boss } = await serving(desk, null);
    const answer = await boss.send('PATCH', `/agents/${mei.agent.id}`, { lines: [] });
    assert.deepEqual([answer.status, await codeOf(answer)], [400, 'invalid-body']);
  });
});
