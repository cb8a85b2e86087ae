import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localIso } from '../../../../src/core/zone.ts';
import type { Contact } from '../../../../src/contract/contact.ts';
import { PRESENCE_FRESH_MS } from '../../../src/domain/agent.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { DeliveriesView } from '../../../wire/deliveries.ts';
import type { SessionView } from '../../../wire/session.ts';
import type { TeamView } from '../../../wire/team.ts';
import type { Announce } from '../../../src/store/store.ts';
import { codeOf, newBrowser, PASSWORD, signIn, type Browser } from '../../support/console.ts';
import { createdTicket, DAY, MINUTE, NOW, startDesk, type Desk } from '../../support/fixture.ts';

const NEW = { login: 'mei', name: '小梅', role: 'agent', password: 'a password of hers' };
const actions = async (boss: Browser): Promise<(string | null)[][]> =>
  (await boss.json<AuditView>('GET', '/audit')).entries.map(({ action, actor, detail }) => [
    action,
    actor,
    detail,
  ]);
const contact = async (desk: Desk): Promise<Contact> =>
  (await (await desk.get('/v1/contact')).json()) as Contact;

describe('a supervisor', () => {
  it('adds agents, who can sign in, but no login twice', async (t) => {
    const desk = await startDesk(t);
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    const answer = await boss.send('POST', '/agents', NEW);
    const { agents } = (await answer.json()) as TeamView;
    assert.equal(answer.status, 201);
    const mei = agents.find(({ login }) => login === 'mei');
    assert.deepEqual(
      [mei?.name, mei?.role, mei?.presence, mei?.disabled, mei?.holds],
      ['小梅', 'agent', 'gone', false, 0],
    );
    assert.equal((await signIn(desk, 'mei', NEW.password)).status, 200);
    const again = await boss.send('POST', '/agents', { ...NEW, name: 'Other' });
    assert.deepEqual([again.status, await codeOf(again)], [409, 'login-taken']);
    const wrong = [
      { login: 'Mei' },
      { login: '' },
      { password: 'short' },
      { role: 'admin' },
      { name: ' ' },
      { extra: 1 },
    ];
    for (const part of wrong)
      assert.equal(
        (await boss.send('POST', '/agents', { ...NEW, login: 'li', ...part })).status,
        400,
        JSON.stringify(part),
      );
    assert.ok(
      (await actions(boss)).some(
        ([action, actor, detail]) =>
          action === 'agent.added' && actor === boss.agent.id && detail === 'mei: agent',
      ),
    );
  });
});

describe('changes of an agent', () => {
  it('take effect at once, and are recorded without the fields that keep their value', async (t) => {
    const desk = await startDesk(t);
    const [boss, mei] = [
      await newBrowser(desk, 'boss', 'supervisor'),
      await newBrowser(desk, 'mei'),
    ];
    const change = (body: object): Promise<TeamView> => {
      // Entries of the same instant have no order.
      desk.clock.now++;
      return boss.json('PATCH', `/agents/${mei.agent.id}`, body);
    };
    await change({ name: '梅' });
    assert.equal((await mei.json<SessionView>('GET', '/session')).me.name, '梅');
    await change({ name: '梅', role: 'agent', disabled: false });
    assert.equal((await mei.send('GET', '/session')).status, 200);
    await change({ password: 'set by the boss' });
    assert.equal((await mei.send('GET', '/session')).status, 401);
    assert.deepEqual(
      [
        (await signIn(desk, 'mei', PASSWORD)).status,
        (await signIn(desk, 'mei', 'set by the boss')).status,
      ],
      [401, 200],
    );
    await change({ role: 'supervisor', disabled: true });
    const done = (await actions(boss))
      .filter(([action]) => action?.startsWith('agent.'))
      .reverse()
      .slice(2);
    assert.deepEqual(done, [
      ['agent.renamed', boss.agent.id, 'mei'],
      ['agent.password-reset', boss.agent.id, 'mei'],
      ['agent.changed', boss.agent.id, 'mei: supervisor, disabled'],
    ]);
    assert.equal(
      await codeOf(await boss.send('PATCH', '/agents/nobody', { name: 'x' })),
      'not-found',
    );
  });
});

describe('the last supervisor', () => {
  it('cannot be removed, even when two remove each other at once', async (t) => {
    const desk = await startDesk(t);
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    for (const body of [{ role: 'agent' }, { disabled: true }]) {
      const answer = await boss.send('PATCH', `/agents/${boss.agent.id}`, body);
      assert.deepEqual([answer.status, await codeOf(answer)], [409, 'last-supervisor']);
    }
    const other = await newBrowser(desk, 'other', 'supervisor');
    const answers = await Promise.all([
      boss.send('PATCH', `/agents/${other.agent.id}`, { disabled: true }),
      other.send('PATCH', `/agents/${boss.agent.id}`, { disabled: true }),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const left = (await desk.store.agents.all()).filter(
      ({ role, disabledAt }) => role === 'supervisor' && disabledAt === null,
    );
    assert.equal(left.length, 1);
  });
});

describe('the team', () => {
  it('shows presence while the console is connected, and how many tickets each agent holds', async (t) => {
    const desk = await startDesk(t);
    const [mei, li] = [await newBrowser(desk, 'mei'), await newBrowser(desk, 'li')];
    const { number } = await createdTicket(desk);
    assert.equal((await mei.send('PUT', '/me/presence', { presence: 'here' })).status, 204);
    assert.equal((await mei.send('PUT', '/me/presence', { presence: 'gone' })).status, 400);
    await mei.json('POST', `/tickets/${number}/claim`);
    const ofMei = async (): Promise<(string | number)[]> => {
      const member = (await li.json<TeamView>('GET', '/team')).agents.find(
        ({ id }) => id === mei.agent.id,
      )!;
      return [member.presence, member.holds];
    };
    assert.deepEqual(await ofMei(), ['here', 1]);
    desk.clock.now += PRESENCE_FRESH_MS;
    assert.deepEqual(await ofMei(), ['here', 1]);
    desk.clock.now += 1;
    assert.deepEqual(await ofMei(), ['gone', 1]);
  });
});

describe('a line', () => {
  it('that a supervisor closes is closed for members, with the reason, until it is opened again', async (t) => {
    const desk = await startDesk(t);
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    const until = NOW + 60 * MINUTE;
    const line = async (body: object) =>
      (await boss.json<TeamView>('PUT', '/lines/public', body)).lines.find(
        ({ id }) => id === 'public',
      )!;

    const closed = await line({ closed: { reason: '系统维护', until } });
    assert.deepEqual(
      [closed.state, closed.source, closed.closed],
      ['closed', 'supervisor', { reason: '系统维护', until, at: NOW }],
    );
    const { status } = await contact(desk);
    assert.deepEqual(
      [status.state, status.reason, status.opensAt, status.paused],
      [
        'closed',
        '系统维护',
        localIso('Asia/Shanghai', until),
        {
          'zh-CN': '暂停接听，约 11:00 恢复',
          'zh-TW': '暫停接聽，約 11:00 恢復',
          en: 'Paused, back about 11:00',
        },
      ],
    );
    const shown = (await boss.json<SessionView>('GET', '/session')).lines['public'];
    assert.deepEqual([shown?.open, shown?.paused], [false, { reason: '系统维护', until }]);

    assert.equal((await line({ wait: { minutes: [3, 8], until } })).state, 'closed');
    const open = await line({ closed: null });
    assert.deepEqual(
      [open.state, open.source, open.waitMinutes, open.wait, 'closed' in open],
      ['busy', 'supervisor', [3, 8], { minutes: [3, 8], until }, false],
    );
    assert.deepEqual((await contact(desk)).status.waitMinutes, [3, 8]);
    assert.equal('wait' in (await line({ wait: null })), false);
    assert.deepEqual(
      (await actions(boss)).filter(([action]) => action?.startsWith('line.')).sort(),
      ['line.closed', 'line.opened', 'line.wait-removed', 'line.wait-set'].map((action) => [
        action,
        boss.agent.id,
        'public',
      ]),
    );
  });

  it('is answered with 503 while the database is slow, so that the console tries again', async (t) => {
    const desk = await startDesk(t);
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const asked = new Promise<void>((resolve) => {
      desk.store.tickets.callable = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const sent = boss.send('PUT', '/lines/public', { closed: null });
    await asked;
    t.mock.timers.tick(2_000);
    const answer = await sent;
    assert.deepEqual([answer.status, await codeOf(answer)], [503, 'unavailable']);
    assert.ok(answer.headers.has('retry-after'));
  });

  it('cannot be closed until a past time, nor when it is unknown', async (t) => {
    const desk = await startDesk(t);
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    const cases: [string, object, number, string][] = [
      ['public', { closed: { reason: 'x', until: NOW } }, 422, 'not-in-future'],
      ['public', { wait: { minutes: [1, 2], until: NOW - DAY } }, 422, 'not-in-future'],
      ['public', { wait: { minutes: [1, 2], until: NOW + 2 * DAY } }, 400, 'invalid-body'],
      ['public', { wait: { minutes: [5, 2], until: NOW + DAY } }, 400, 'invalid-body'],
      // These are no instants.
      ['public', { closed: { reason: 'x', until: 8.64e15 + 1 } }, 400, 'invalid-body'],
      ['public', { wait: { minutes: [1, 2], until: 1e300 } }, 400, 'invalid-body'],
      ['public', { closed: { reason: '', until: NOW + DAY } }, 400, 'invalid-body'],
      // A pause ends by itself, within a day.
      ['public', { closed: { reason: 'x' } }, 400, 'invalid-body'],
      ['public', { closed: { reason: 'x', until: NOW + DAY + 1 } }, 400, 'invalid-body'],
      ['nowhere', { closed: null }, 404, 'not-found'],
      ['toString', { closed: null }, 404, 'not-found'],
    ];
    for (const [line, body, status, code] of cases) {
      const answer = await boss.send('PUT', `/lines/${line}`, body);
      assert.deepEqual([answer.status, await codeOf(answer)], [status, code], JSON.stringify(body));
    }
    assert.equal((await contact(desk)).status.state, 'open');
  });
});

describe('the audit log', () => {
  it('is read in pages, and filtered by actor and ticket', async (t) => {
    const desk = await startDesk(t);
    const [boss, mei] = [
      await newBrowser(desk, 'boss', 'supervisor'),
      await newBrowser(desk, 'mei'),
    ];
    const { number } = await createdTicket(desk);
    for (let turn = 0; turn < 30; turn++)
      for (const what of ['claim', 'release']) await mei.json('POST', `/tickets/${number}/${what}`);
    const first = await boss.json<AuditView>('GET', `/audit?actor=${mei.agent.id}`);
    assert.equal(first.entries.length, 50);
    const second = await boss.json<AuditView>(
      'GET',
      `/audit?actor=${mei.agent.id}&before=${first.next}`,
    );
    const all = [...first.entries, ...second.entries];
    assert.equal('next' in second, false);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.ok(all.every(({ actor }) => actor === mei.agent.id));
    assert.equal(all.filter(({ action }) => action === 'ticket.claimed').length, 30);
    const ofTicket = await boss.json<AuditView>('GET', `/audit?ticket=${number}`);
    assert.ok(
      ofTicket.entries.length === 50 && ofTicket.entries.every(({ ticket }) => ticket === number),
    );
    assert.deepEqual(await boss.json('GET', '/audit?ticket=nonsense'), { entries: [] });
  });
});

const DESK = {
  webhooks: [
    {
      id: 'shop',
      url: 'https://shop.example/hook',
      secret: `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
    },
  ],
  bots: [{ id: 'group', kind: 'feishu', url: 'https://open.feishu.cn/open-apis/bot/v2/hook/x' }],
};

describe('failed deliveries', () => {
  it('are listed, and sent again when a supervisor asks', async (t) => {
    const announce: Announce = (type) => [{ target: 'webhook:shop', type, payload: '{}' }];
    const desk = await startDesk(t, { desk: DESK, announce });
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    await createdTicket(desk);
    await createdTicket(desk);
    const [dead, retried] = await desk.store.outbox.take('webhook:shop', NOW, NOW + MINUTE, 2);
    await desk.store.outbox.failed([dead!.id], 'HTTP 410', undefined);
    await desk.store.outbox.failed([retried!.id], 'timed out', NOW + 5 * MINUTE);

    const before = await boss.json<DeliveriesView>('GET', '/deliveries');
    assert.deepEqual(before.targets, [
      { target: 'webhook:shop', pending: 1, delivered: 0, dead: 1 },
      { target: 'bot:group', pending: 0, delivered: 0, dead: 0 },
    ]);
    assert.deepEqual(
      before.dead.map(({ id, type, lastError }) => [id, type, lastError]),
      [[dead!.id, 'callback.created', 'HTTP 410']],
    );
    assert.deepEqual(
      before.retrying.map(({ id, nextAt }) => [id, nextAt]),
      [[retried!.id, NOW + 5 * MINUTE]],
    );

    const after = await boss.json<DeliveriesView>('POST', `/deliveries/${dead!.id}/redeliver`);
    assert.deepEqual([after.dead, after.targets[0]?.pending], [[], 2]);
    assert.equal(
      await codeOf(await boss.send('POST', `/deliveries/${dead!.id}/redeliver`)),
      'not-found',
    );
    assert.ok((await actions(boss)).some(([action]) => action === 'delivery.redelivered'));
  });
});

describe('a test message', () => {
  it('goes to a configured receiver, and its failure is answered', async (t) => {
    const asked: string[] = [];
    const testDelivery = (target: string) => {
      asked.push(target);
      return Promise.resolve(
        target.startsWith('bot:')
          ? { ok: true, detail: 'delivered' }
          : { ok: false, detail: 'HTTP 404' },
      );
    };
    const desk = await startDesk(t, { desk: DESK, testDelivery });
    const boss = await newBrowser(desk, 'boss', 'supervisor');
    assert.equal((await boss.send('POST', '/bots/group/test')).status, 204);
    const failed = await boss.send('POST', '/webhooks/shop/test');
    const { code, errors } = (await failed.json()) as {
      code: string;
      errors: { detail: string }[];
    };
    assert.deepEqual([failed.status, code, errors[0]?.detail], [502, 'test-failed', 'HTTP 404']);
    for (const path of ['/bots/shop/test', '/webhooks/group/test', '/bots/nobody/test'])
      assert.equal((await boss.send('POST', path)).status, 404, path);
    assert.deepEqual(asked, ['bot:group', 'webhook:shop']);
  });
});
