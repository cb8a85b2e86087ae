import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, codeOf, newBrowser } from '../../support/console.ts';
import { startDesk } from '../../support/fixture.ts';

/** Who may use each route of the console. */
const CALLS: Readonly<Record<string, 'anybody' | 'agent' | 'supervisor'>> = {
  'POST /session': 'anybody',
  'GET /session': 'agent',
  'DELETE /session': 'agent',
  'PUT /session/password': 'agent',
  'GET /queue': 'agent',
  'POST /next': 'agent',
  'GET /stream': 'agent',
  'POST /beat': 'agent',
  'GET /attachments/:id': 'agent',
  'POST /calls': 'agent',
  'GET /tickets/:number': 'agent',
  'POST /tickets/:number/claim': 'agent',
  'POST /tickets/:number/release': 'agent',
  'POST /tickets/:number/call': 'agent',
  'POST /tickets/:number/answer': 'agent',
  'POST /tickets/:number/about': 'agent',
  'POST /tickets/:number/result': 'agent',
  'POST /tickets/:number/notes': 'agent',
  'POST /tickets/:number/transfer': 'agent',
  'POST /tickets/:number/merge': 'agent',
  'POST /tickets/:number/inquiries': 'agent',
  'POST /tickets/:number/inquiries/:id/withdraw': 'agent',
  'GET /find': 'agent',
  'GET /wall': 'agent',
  'GET /me/figures': 'agent',
  'GET /figures': 'supervisor',
  'GET /figures.csv': 'supervisor',
  'GET /wall.csv': 'agent',
  'PUT /me/presence': 'agent',
  'GET /team': 'agent',
  'POST /agents': 'supervisor',
  'PATCH /agents/:id': 'supervisor',
  'PUT /lines/:id': 'supervisor',
  'POST /notices': 'supervisor',
  'DELETE /notices/:id': 'supervisor',
  'GET /audit': 'supervisor',
  'GET /deliveries': 'supervisor',
  'POST /deliveries/:id/redeliver': 'supervisor',
  'POST /webhooks/:id/test': 'supervisor',
  'POST /bots/:id/test': 'supervisor',
};

const split = (call: string): [string, string] => call.split(' ') as [string, string];
const concrete = (path: string): string =>
  path.replace(':number', '261123000017').replace(':id', 'public');

describe('the routes of the console', () => {
  it('are exactly those in the table', async (t) => {
    const desk = await startDesk(t);
    const routed = desk.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/console/api/'))
      .map(({ method, path }) => `${method} ${path.slice('/console/api'.length)}`);
    assert.deepEqual([...new Set(routed)].sort(), Object.keys(CALLS).sort());
  });

  it('answer signed-out without a session, whatever is sent', async (t) => {
    const desk = await startDesk(t);
    for (const [call, whom] of Object.entries(CALLS)) {
      if (whom === 'anybody') continue;
      const [method, path] = split(call);
      const forged = { Cookie: `hotline_session=${'A'.repeat(43)}` };
      for (const headers of [
        {},
        forged,
        { Cookie: 'hotline_session=' },
        { Authorization: 'Bearer x' },
      ]) {
        const answer = await ask(desk, concrete(path), {
          method,
          headers,
          ...(method !== 'GET' && { body: {} }),
        });
        assert.deepEqual([answer.status, await codeOf(answer)], [401, 'signed-out'], call);
      }
    }
  });

  it('for supervisors refuse an agent before they read the body, and let a supervisor pass', async (t) => {
    const desk = await startDesk(t);
    const [boss, mei] = [
      await newBrowser(desk, 'boss', 'supervisor'),
      await newBrowser(desk, 'mei'),
    ];
    for (const [call, whom] of Object.entries(CALLS)) {
      if (whom !== 'supervisor') continue;
      const [method, path] = split(call);
      const body = method === 'GET' ? undefined : {};
      const refused = await mei.send(method, concrete(path), body);
      assert.deepEqual([refused.status, await codeOf(refused)], [403, 'not-for-this-role'], call);
      assert.notEqual((await boss.send(method, concrete(path), body)).status, 403, call);
    }
  });
});

describe('a supervisor who becomes an agent', () => {
  it('is signed out, and can sign in as an agent', async (t) => {
    const desk = await startDesk(t);
    const [boss, other] = [
      await newBrowser(desk, 'boss', 'supervisor'),
      await newBrowser(desk, 'other', 'supervisor'),
    ];
    await boss.json('PATCH', `/agents/${other.agent.id}`, { role: 'agent' });
    assert.equal((await other.send('GET', '/audit')).status, 401);
    const again = await ask(desk, '/session', {
      method: 'POST',
      body: { login: 'other', password: 'correct horse battery' },
    });
    assert.equal(((await again.json()) as { me: { role: string } }).me.role, 'agent');
  });
});

describe('an unknown path of the console', () => {
  it('answers 401 without a session and 404 with one', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    assert.equal((await ask(desk, '/nothing')).status, 401);
    assert.equal(await codeOf(await mei.send('GET', '/nothing')), 'not-found');
    const other = await mei.send('DELETE', '/queue');
    assert.deepEqual([other.status, other.headers.get('allow')], [405, 'GET, HEAD']);
    assert.equal(await codeOf(await mei.send('GET', '/tickets/%00')), 'not-found');
  });
});
