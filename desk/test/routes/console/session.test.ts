import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentRecord } from '../../../src/domain/agent.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { SessionView } from '../../../wire/session.ts';
import { PREVIOUS_MS, ROTATE_MS, SESSION_MS } from '../../../src/auth/session.ts';
import { createLog } from '../../../src/log.ts';
import {
  ask,
  codeOf,
  cookieOf,
  newBrowser,
  OWN,
  PASSWORD,
  signedIn,
  signIn,
  staff,
} from '../../support/console.ts';
import { openStore } from '../../support/database.ts';
import { bookingShop } from '../../support/situations.ts';
import { createdTicket, MINUTE, NOW, query, startDesk } from '../../support/fixture.ts';

describe('signing in', () => {
  it('returns the agent and the shop, without any password', async (t) => {
    const desk = await startDesk(t, {
      shop: { ...bookingShop, brand: { name: '星河卡盟', accent: '#3355ff' } },
    });
    const mei = await staff(desk, 'mei', 'supervisor');
    const gone = await staff(desk, 'gone', 'agent', { disabledAt: NOW });
    const answer = await signIn(desk, ' Mei ');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const session = (await answer.json()) as SessionView;
    assert.deepEqual(session.me, {
      id: mei.id,
      login: 'mei',
      name: 'Agent mei',
      role: 'supervisor',
      presence: 'here',
    });
    assert.deepEqual(
      [session.brand, session.accent, session.timeZone],
      ['星河卡盟', '#3355ff', 'Asia/Shanghai'],
    );
    assert.deepEqual(session.tiers['normal'], { label: '普通', style: 'normal' });
    assert.deepEqual(session.lines['vip'], { label: 'VIP 专线', open: true });
    assert.deepEqual(session.topics, { 'not-arrived': '充值未到账', refund: '退款' });
    assert.equal(session.agents[gone.id], gone.name);
    assert.ok(!JSON.stringify(session).includes('argon2'));

    const cookie = cookieOf(answer) ?? '';
    assert.deepEqual(
      await (await ask(desk, '/session', { headers: { Cookie: cookie } })).json(),
      session,
    );
  });

  it('sets the presence to here, unless another console of the agent is connected', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    assert.equal(mei.session.me.presence, 'here');
    await mei.send('PUT', '/me/presence', { presence: 'on-call' });
    assert.equal((await signedIn(desk, mei.agent)).session.me.presence, 'on-call');
    desk.clock.now += 2 * MINUTE;
    assert.equal((await signedIn(desk, mei.agent)).session.me.presence, 'here');
  });

  it('gives the same answer for a wrong password, an unknown and a disabled login, and records each', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei', 'supervisor');
    await staff(desk, 'gone', 'agent', { disabledAt: NOW });
    const answers = [
      await signIn(desk, 'mei', 'wrong password'),
      await signIn(desk, 'canary-login'),
      await signIn(desk, 'gone'),
    ];
    const bodies = await Promise.all(
      answers.map(async (answer) => [
        answer.status,
        answer.headers.get('set-cookie'),
        await answer.text(),
      ]),
    );
    assert.deepEqual(bodies[1], bodies[0]);
    assert.deepEqual(bodies[2], bodies[0]);
    assert.deepEqual(bodies[0]?.slice(0, 2), [401, null]);

    const { entries } = await mei.json<AuditView>('GET', '/audit');
    const refused = entries.filter(({ action }) => action === 'session.refused');
    assert.equal(refused.length, 3);
    assert.ok(refused.some(({ actor }) => actor === mei.agent.id));
    assert.ok(!JSON.stringify(entries).includes('canary'));
  });
});

describe('the session cookie', () => {
  it('is HttpOnly and SameSite=Strict, and on https also Secure with the __Host- prefix', async (t) => {
    const attributes = ['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Strict'];
    const [plain, secure] = [
      ['hotline_session', ...attributes],
      ['__Host-hotline_session', ...attributes, 'Secure'],
    ];
    const cases: [string, object, Record<string, string>, string[]][] = [
      ['plain http', {}, {}, plain],
      [
        'https behind a trusted proxy',
        { trustProxy: true },
        { 'X-Forwarded-Proto': 'https', Origin: 'https://localhost' },
        secure,
      ],
      ['a proxy that is not trusted', {}, { 'X-Forwarded-Proto': 'https' }, plain],
      [
        'a public URL on https',
        { publicUrl: 'https://desk.shop.example' },
        { Origin: 'https://desk.shop.example' },
        secure,
      ],
      [
        'a public URL on http',
        { publicUrl: 'http://desk.lan', trustProxy: true },
        { Origin: 'http://desk.lan', 'X-Forwarded-Proto': 'https' },
        plain,
      ],
    ];
    for (const [situation, config, headers, expected] of cases) {
      const desk = await startDesk(t, { desk: config });
      await staff(desk, 'mei');
      const answer = await signIn(desk, 'mei', PASSWORD, { headers });
      const [pair = '', ...given] = (answer.headers.get('set-cookie') ?? '').split('; ');
      const [name, token = ''] = pair.split('=');
      assert.deepEqual([name, ...given.sort()], expected, situation);
      assert.match(token, /^[\w-]{43}$/, situation);
      const cookie = cookieOf(answer) ?? '';
      assert.equal(
        (await ask(desk, '/session', { headers: { ...headers, Cookie: `other=1; ${cookie}` } }))
          .status,
        200,
        situation,
      );
    }
  });

  it('is stored only as a hash, and the hash does not sign in', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const [, token = ''] = mei.cookie.split('=');
    const [row = {}] = await query(desk.url, 'select * from session');
    assert.equal(Buffer.from(token, 'base64url').length, 32);
    assert.ok(!JSON.stringify(row).includes(token));
    assert.equal(
      (
        await ask(desk, '/session', {
          headers: { Cookie: `hotline_session=${String(row['token_hash'])}` },
        })
      ).status,
      401,
    );
  });

  it("allows changes only in requests from the desk's own page", async (t) => {
    const desk = await startDesk(t);
    const { cookie } = await newBrowser(desk, 'mei');
    const cases: [string, Record<string, string>, number][] = [
      ['the own page on http', { Origin: OWN }, 204],
      [
        'the own page as the browser says it',
        { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'same-origin' },
        204,
      ],
      ['another page', { Origin: 'https://shop.example' }, 403],
      ['the same host, another scheme', { Origin: 'https://localhost' }, 403],
      ['a page without an origin', { Origin: 'null' }, 403],
      ['nobody says from where', { Origin: '' }, 403],
      ['another host of the same domain', { Origin: OWN, 'Sec-Fetch-Site': 'same-site' }, 403],
      ['another site', { Origin: OWN, 'Sec-Fetch-Site': 'cross-site' }, 403],
      ['an address typed in', { Origin: OWN, 'Sec-Fetch-Site': 'none' }, 403],
    ];
    for (const [situation, headers, status] of cases) {
      const answer = await ask(desk, '/me/presence', {
        method: 'PUT',
        body: { presence: 'here' },
        headers: { Cookie: cookie, ...headers },
      });
      assert.equal(answer.status, status, situation);
      if (status === 403) assert.equal(await codeOf(answer), 'wrong-origin');
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
    assert.equal(
      await codeOf(
        await signIn(desk, 'mei', PASSWORD, { headers: { Origin: 'https://shop.example' } }),
      ),
      'wrong-origin',
    );
  });

  it('is replaced after 15 minutes, once among parallel requests, and the old one works for a minute more', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const old = mei.cookie;
    desk.clock.now += ROTATE_MS - 1;
    assert.equal(cookieOf(await mei.send('GET', '/session')), undefined);
    desk.clock.now += 1;
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => ask(desk, '/queue', { headers: { Cookie: old } })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      Array<number>(12).fill(200),
    );
    const fresh = answers.flatMap((answer) => cookieOf(answer) ?? []);
    assert.equal(fresh.length, 1);
    assert.notEqual(fresh[0], old);

    const status = async (cookie = ''): Promise<number> =>
      (await ask(desk, '/session', { headers: { Cookie: cookie } })).status;
    desk.clock.now += PREVIOUS_MS - 1;
    assert.deepEqual([await status(old), await status(fresh[0])], [200, 200]);
    desk.clock.now += 1;
    assert.deepEqual([await status(old), await status(fresh[0])], [401, 200]);
  });

  it('is refused after twelve hours even in use, and deleted when invalid', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const until = desk.clock.now + SESSION_MS;
    while (desk.clock.now + 10 * MINUTE < until) {
      desk.clock.now += 10 * MINUTE;
      assert.equal((await mei.send('GET', '/session')).status, 200);
    }
    desk.clock.now = until;
    const answer = await ask(desk, '/session', { headers: { Cookie: mei.cookie } });
    assert.equal(cookieOf(answer), '');
    assert.equal(await codeOf(answer), 'signed-out');
  });
});

describe('signing out', () => {
  it('ends this session and no other', async (t) => {
    const desk = await startDesk(t);
    const agent = await staff(desk, 'mei');
    const [one, other] = [await signedIn(desk, agent), await signedIn(desk, agent)];
    const { cookie } = one;
    const answer = await one.send('DELETE', '/session');
    assert.deepEqual([answer.status, one.cookie], [204, '']);
    assert.equal((await ask(desk, '/session', { headers: { Cookie: cookie } })).status, 401);
    assert.equal((await other.send('GET', '/session')).status, 200);
  });
});

describe('changing the password', () => {
  it('needs the current one, and ends all other sessions', async (t) => {
    const desk = await startDesk(t);
    const agent = await staff(desk, 'mei');
    const [one, other] = [await signedIn(desk, agent), await signedIn(desk, agent)];
    const next = 'another long password';
    assert.equal(
      await codeOf(await one.send('PUT', '/session/password', { current: 'wrong', next })),
      'sign-in-failed',
    );
    assert.equal(
      (await one.send('PUT', '/session/password', { current: PASSWORD, next: 'short' })).status,
      400,
    );
    assert.equal(
      (await one.send('PUT', '/session/password', { current: PASSWORD, next })).status,
      204,
    );
    assert.equal((await one.send('GET', '/session')).status, 200);
    assert.equal((await other.send('GET', '/session')).status, 401);
    assert.deepEqual(
      [(await signIn(desk, 'mei')).status, (await signIn(desk, 'mei', next)).status],
      [401, 200],
    );
  });
});

describe('disabling an agent', () => {
  it('signs them out at once', async (t) => {
    const desk = await startDesk(t);
    const [boss, mei] = [
      await newBrowser(desk, 'boss', 'supervisor'),
      await newBrowser(desk, 'mei'),
    ];
    await boss.json('PATCH', `/agents/${mei.agent.id}`, { disabled: true });
    assert.equal(await codeOf(await mei.send('GET', '/queue')), 'signed-out');
    assert.equal((await signIn(desk, 'mei')).status, 401);
    await boss.json('PATCH', `/agents/${mei.agent.id}`, { disabled: false });
    assert.equal((await signIn(desk, 'mei')).status, 200);
  });
});

describe('guessing passwords', () => {
  it('is stopped after five attempts, even with the right password, but not from another address', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => signIn(desk, 'mei', 'a guess')),
    );
    const statuses = guesses.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
    const held = await signIn(desk, 'mei');
    assert.equal(held.status, 429);
    const seconds = Number(held.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 300);
    assert.equal((await signIn(desk, 'mei', PASSWORD, { address: '198.51.100.9' })).status, 200);
  });

  it('is counted from zero again after signing in', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    for (let morning = 1; morning <= 3; morning++) {
      for (let slip = 1; slip <= 3; slip++)
        assert.equal((await signIn(desk, 'mei', 'a slip')).status, 401);
      assert.equal((await signIn(desk, 'mei')).status, 200, `morning ${morning}`);
    }
  });

  it('is limited per address over all logins, and per login over all addresses', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    const statuses = async (attempts: Promise<Response>[]): Promise<number[]> =>
      (await Promise.all(attempts)).map(({ status }) => status);
    const spraying = await statuses(
      Array.from({ length: 32 }, (_, index) => signIn(desk, `login-${index}`, 'a guess')),
    );
    assert.deepEqual(spraying.filter((status) => status === 429).length, 2);
    const swarm = await statuses(
      Array.from({ length: 22 }, (_, index) =>
        signIn(desk, 'mei', 'a guess', { address: `203.0.113.${index}` }),
      ),
    );
    assert.equal(swarm.filter((status) => status === 429).length, 2);
    // The agent has to wait a minute at most.
    const held = await signIn(desk, 'mei', PASSWORD, { address: '203.0.113.200' });
    assert.equal(held.status, 429);
    assert.ok(Number(held.headers.get('retry-after')) <= 60);
  });
});

describe('a password replaced while it is checked', () => {
  it('opens no session and does not overwrite the new one', async (t) => {
    const store = await openStore(t);
    let replaced = '';
    /** Replaces the agent’s password after it was read, and returns the agent as read. */
    const before = async (agent: AgentRecord | undefined): Promise<AgentRecord | undefined> => {
      if (agent && replaced)
        await store.agents.update(agent.id, { passwordHash: replaced }, NOW, {
          actor: 'boss',
          action: 'agent.password-reset',
        });
      return agent;
    };
    const agents = {
      ...store.agents,
      byLogin: async (login: string) => before(await store.agents.byLogin(login)),
      byId: async (id: string) => before(await store.agents.byId(id)),
    };
    const desk = await startDesk(t, { url: store.url, store: { ...store, agents } });
    const mei = await newBrowser(desk, 'mei');
    replaced = 'the new one';
    const change = await mei.send('PUT', '/session/password', {
      current: PASSWORD,
      next: "the thief's choice",
    });
    assert.deepEqual([change.status, cookieOf(change)], [401, undefined]);
    assert.equal((await store.agents.byId(mei.agent.id))?.passwordHash, replaced);

    await store.agents.update(mei.agent.id, { passwordHash: mei.agent.passwordHash }, NOW, {
      actor: 'boss',
      action: 'agent.password-reset',
    });
    const answer = await signIn(desk, 'mei');
    assert.deepEqual([answer.status, cookieOf(answer)], [401, undefined]);
    assert.deepEqual(await query(desk.url, 'select id from session'), []);
  });
});

describe('the log', () => {
  it('contains no password, cookie, phone number, login or search text', async (t) => {
    const lines: string[] = [];
    const desk = await startDesk(t, {
      log: createLog('trace', { write: (line) => void lines.push(line) }),
    });
    const ticket = await createdTicket(desk, { phone: '13912344321', order: 'CANARYORDER' });
    const mei = await newBrowser(desk, 'mei');
    await signIn(desk, 'canary-login', 'canary-password');
    await mei.json('POST', `/tickets/${ticket.number}/claim`);
    await mei.json('GET', '/find?q=CANARYORDER');
    await mei.json('GET', '/find?q=4321');
    await mei.json('POST', `/tickets/${ticket.number}/notes`, { text: 'canary-note' });
    await mei.send('PUT', '/session/password', { current: PASSWORD, next: 'canary-next-password' });
    await mei.send('POST', '/agents', { login: 'canary' });
    const text = lines.join('');
    for (const secret of [
      PASSWORD,
      'canary',
      'CANARY',
      '13912344321',
      '4321"',
      mei.cookie.split('=')[1] ?? '-',
      'argon2',
    ])
      assert.ok(!text.includes(secret), secret);
    assert.ok(lines.some((line) => line.includes('"route":"/console/api/find"')));
  });
});
