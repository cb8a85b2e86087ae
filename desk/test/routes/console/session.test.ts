import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentRecord } from '../../../src/domain/agent.ts';
import type { AuditView } from '../../../wire/audit.ts';
import type { SessionView } from '../../../wire/session.ts';
import { hashPassword } from '../../../src/auth/password.ts';
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
import { createdTicket, MINUTE, NOW, query, shopInput, startDesk } from '../../support/fixture.ts';

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
    assert.deepEqual(session.lines['vip'], {
      label: 'VIP 专线',
      hours: shopInput.lines.vip.hours,
      open: true,
    });
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
      const [pair = '', ...given] = (answer.headers.getSetCookie()[0] ?? '').split('; ');
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

/** The statuses of many requests, ten at a time: fewer than may wait for their password's check. */
async function inBatches(
  total: number,
  ask: (index: number) => Promise<Response>,
): Promise<number[]> {
  const statuses: number[] = [];
  for (let from = 0; from < total; from += 10) {
    const batch = Array.from({ length: Math.min(10, total - from) }, (_, index) =>
      ask(from + index),
    );
    for (const { status } of await Promise.all(batch)) statuses.push(status);
  }
  return statuses;
}

/** How often each status occurs. */
const count = (statuses: readonly number[]): Record<number, number> =>
  statuses.reduce<Record<number, number>>(
    (counts, status) => ({ ...counts, [status]: (counts[status] ?? 0) + 1 }),
    {},
  );

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

  it('is limited per address over all logins', async (t) => {
    const desk = await startDesk(t);
    const statuses = await inBatches(32, (index) => signIn(desk, `login-${index}`, 'a guess'));
    assert.equal(statuses.filter((status) => status === 429).length, 2);
  });

  it('is limited per login over all addresses: a first try of each, then twenty a minute', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    const swarm = (): Promise<number[]> =>
      inBatches(60, (index) => signIn(desk, 'mei', 'a guess', { address: `203.0.113.${index}` }));
    assert.deepEqual(count(await swarm()), { 401: 60 });
    assert.deepEqual(count(await swarm()), { 401: 20, 429: 40 });
    const held = await signIn(desk, 'mei', PASSWORD, { address: '203.0.113.1' });
    assert.equal(held.status, 429);
    assert.ok(Number(held.headers.get('retry-after')) <= 60);
    // Somebody who has not guessed yet gets in.
    assert.equal((await signIn(desk, 'mei', PASSWORD, { address: '198.51.100.9' })).status, 200);
    desk.clock.now += MINUTE;
    assert.equal((await signIn(desk, 'mei', PASSWORD, { address: '203.0.113.1' })).status, 200);
  });

  it('counts only passwords that were checked', async (t) => {
    const desk = await startDesk(t);
    // Takes as long as in a real desk, so that others have to wait.
    await staff(desk, 'mei', 'agent', { passwordHash: await hashPassword(PASSWORD) });
    const address = '203.0.113.1';
    // Of these five are checked, and count for the address and the login.
    await inBatches(60, () => signIn(desk, 'mei', 'a guess', { address }));
    const others = await inBatches(25, (index) =>
      signIn(desk, `x${index}`, 'a guess', { address }),
    );
    assert.deepEqual(count(others), { 401: 25 });

    // More at once than wait to be checked.
    const many = Array.from({ length: 90 }, (_, index) =>
      signIn(desk, 'mei', 'a guess', { address: `198.51.100.${index}` }),
    );
    const answers = count((await Promise.all(many)).map(({ status }) => status));
    assert.ok((answers[503] ?? 0) > 0);
    const counted = await query(
      desk.url,
      `select points from throttle where key like 'sign-in-login-first:%' order by points desc`,
    );
    assert.equal(counted[0]?.['points'], (answers[401] ?? 0) + 1);
  });

  it('is counted together by desks on one database', async (t) => {
    const desk = await startDesk(t);
    const other = await startDesk(t, { url: desk.url });
    await staff(desk, 'mei');
    const statuses = await inBatches(8, (index) =>
      signIn(index % 2 ? desk : other, 'mei', 'a guess'),
    );
    assert.deepEqual(count(statuses), { 401: 5, 429: 3 });
  });

  it('names no login and no address in the database', async (t) => {
    const desk = await startDesk(t);
    await signIn(desk, 'canary-login', 'canary-password', { address: '203.0.113.77' });
    const rows = JSON.stringify(await query(desk.url, 'select * from throttle'));
    assert.match(rows, /sign-in-pair/);
    assert.doesNotMatch(rows, /canary|203\.0\.113/);
  });
});

describe('a device that has signed in before', () => {
  const deviceOf = (answer: Response): string =>
    answer.headers.getSetCookie().find((cookie) => cookie.includes('hotline_device')) ?? '';
  const pairOf = (cookie: string): string => cookie.split(';')[0] ?? '';

  it('gets in while 60 addresses guess, from their network too', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    const Cookie = pairOf(deviceOf(await signIn(desk, 'mei')));
    for (let round = 0; round < 3; round++)
      await inBatches(60, (index) =>
        signIn(desk, 'mei', 'a guess', { address: `203.0.113.${index}` }),
      );
    const address = '203.0.113.1';
    assert.equal((await signIn(desk, 'mei', PASSWORD, { address })).status, 429);
    const answer = await signIn(desk, 'mei', PASSWORD, { address, headers: { Cookie } });
    assert.equal(answer.status, 200);
  });

  it('is known by a cookie that no script reads and that is valid for half a year', async (t) => {
    const desk = await startDesk(t, { desk: { publicUrl: 'https://desk.shop.example' } });
    await staff(desk, 'mei');
    const headers = { Origin: 'https://desk.shop.example' };
    const [pair = '', ...attributes] = deviceOf(
      await signIn(desk, 'mei', PASSWORD, { headers }),
    ).split('; ');
    assert.match(pair, /^__Host-hotline_device=[\w-]{16}\.[0-9a-z]+\.[\w-]{43}$/);
    assert.deepEqual(attributes.sort(), [
      'HttpOnly',
      'Max-Age=15552000',
      'Path=/',
      'SameSite=Strict',
      'Secure',
    ]);
  });

  it('has a limit of its own, after which it is like any other', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    const headers = { Cookie: pairOf(deviceOf(await signIn(desk, 'mei'))) };
    const statuses = await inBatches(20, () => signIn(desk, 'mei', 'a guess', { headers }));
    assert.deepEqual(count(statuses), { 401: 15, 429: 5 });
    desk.clock.now += 15 * MINUTE;
    assert.equal((await signIn(desk, 'mei', PASSWORD, { headers })).status, 200);
  });

  it('is not somebody with a forged, foreign or old cookie', async (t) => {
    const desk = await startDesk(t);
    await staff(desk, 'mei');
    await staff(desk, 'li');
    const mine = pairOf(deviceOf(await signIn(desk, 'mei')));
    const [nonce = '', , mac = ''] = (mine.split('=')[1] ?? '').split('.');
    const others = pairOf(deviceOf(await signIn(desk, 'li')));
    await inBatches(5, () => signIn(desk, 'mei', 'a guess'));
    const later = (desk.clock.now + 999 * 86_400_000).toString(36);
    for (const [situation, Cookie] of [
      ['none', ''],
      ["another login's", others],
      ['a longer time', `hotline_device=${nonce}.${later}.${mac}`],
      ['another id', mine.replace(nonce, 'A'.repeat(16))],
      ['rubbish', 'hotline_device=~~..~'],
    ] as const)
      assert.equal(
        (await signIn(desk, 'mei', PASSWORD, { headers: { Cookie } })).status,
        429,
        situation,
      );
    assert.equal((await signIn(desk, 'mei', PASSWORD, { headers: { Cookie: mine } })).status, 200);
    desk.clock.now += 180 * 86_400_000;
    await inBatches(5, () => signIn(desk, 'mei', 'a guess'));
    assert.equal((await signIn(desk, 'mei', PASSWORD, { headers: { Cookie: mine } })).status, 429);
  });

  it('is remembered for eight logins that share it', async (t) => {
    const desk = await startDesk(t);
    const logins = Array.from({ length: 9 }, (_, index) => `agent-${index}`);
    let Cookie = '';
    for (const login of logins) {
      await staff(desk, login);
      Cookie = pairOf(deviceOf(await signIn(desk, login, PASSWORD, { headers: { Cookie } })));
    }
    assert.equal(Cookie.split('~').length, 8);
    for (const [login, expected] of [
      ['agent-1', 200],
      ['agent-0', 429],
    ] as const) {
      await inBatches(5, () => signIn(desk, login, 'a guess'));
      const answer = await signIn(desk, login, PASSWORD, { headers: { Cookie } });
      assert.equal(answer.status, expected, login);
    }
  });
});

describe('changing the password while others guess', () => {
  it('has a limit of its own', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    await inBatches(20, () => signIn(desk, 'mei', 'a guess'));
    const change = (current: string): Promise<Response> =>
      mei.send('PUT', '/session/password', { current, next: 'another long password' });
    for (let slip = 0; slip < 5; slip++) assert.equal((await change('a slip')).status, 401);
    assert.equal((await change(PASSWORD)).status, 429);
    desk.clock.now += 5 * MINUTE;
    assert.equal((await change(PASSWORD)).status, 204);
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
