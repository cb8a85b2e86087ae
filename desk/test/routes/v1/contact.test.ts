import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { describe, it } from 'node:test';
import { localIso } from '../../../../src/core/zone.ts';
import fc from 'fast-check';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import * as v from 'valibot';
import { ContactSchema, type Contact } from '../../../../src/contract/contact.ts';
import {
  bearer,
  deskInput,
  memberToken,
  MINUTE,
  NOW,
  shopInput,
  SHARED_SECRET,
  startDesk,
  createdTicket,
  type Desk,
} from '../../support/fixture.ts';
import { addAgent, put } from '../../support/situations.ts';

const contactOf = async (answer: Response): Promise<Contact> =>
  v.parse(ContactSchema, await answer.json());

/** Finds the number of another line in any notation. */
const traces = (line: keyof typeof shopInput.lines): string[] => {
  const { number } = shopInput.lines[line];
  return [number, number.replaceAll('-', ''), shopInput.lines[line].label];
};

describe('GET /v1/contact', () => {
  it("shows the member's number masked, and only if it can be called back", async (t) => {
    const desk = await startDesk(t);
    for (const [phone, shown] of [
      ['138 0013 8000', '138****8000'],
      ['400-123-4567', undefined],
      ['', undefined],
      ['+44 900 123 4567', undefined],
    ] as const) {
      const answer = await desk.get(
        '/v1/contact',
        bearer(await memberToken('vip', { claims: { phone } })),
      );
      const text = await answer.clone().text();
      assert.equal((await contactOf(answer)).member.phone, shown, phone);
      assert.ok(!text.includes('13800138000') && !text.includes('138 0013 8000'));
    }
  });

  it('shows a guest the public line and nothing of the others', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.get('/v1/contact');
    const text = await answer.clone().text();
    assert.equal(answer.status, 200);
    const contact = await contactOf(answer);
    assert.equal(contact.line.id, 'public');
    assert.deepEqual(contact.member, { verified: false, reason: 'missing' });
    for (const trace of [...traces('vip'), ...traces('diamond'), '88880003'])
      assert.ok(!text.includes(trace), trace);
  });

  it('shows a verified member only the line of their tier, and how long the answer is valid', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.get(
      '/v1/contact',
      bearer(await memberToken('diamond', { claims: { name: '小王' } })),
    );
    const text = await answer.clone().text();
    const contact = await contactOf(answer);
    assert.equal(contact.line.id, 'diamond');
    assert.equal(contact.member.verified, true);
    assert.equal(contact.member.name, '小王');
    assert.equal(contact.validUntil, new Date(NOW + 5 * MINUTE).toISOString());
    for (const trace of [...traces('vip'), ...traces('public')])
      assert.ok(!text.includes(trace), trace);
  });

  it('gives a member the same reference at each visit, and no other member the same', async (t) => {
    const desk = await startDesk(t);
    const refOf = async (sub: string) =>
      (
        await contactOf(
          await desk.get('/v1/contact', bearer(await memberToken('vip', { claims: { sub } }))),
        )
      ).member.ref;
    const first = await refOf('member-17');
    assert.match(first ?? '', /^[\w-]{16}$/);
    assert.equal(await refOf('member-17'), first);
    assert.notEqual(await refOf('member-18'), first);
  });
});

describe('the member token', () => {
  it('gets the public line and the reason when it is bad', async (t) => {
    const desk = await startDesk(t);
    const good = await memberToken('diamond');
    const [head = '', payload = '', signature = ''] = good.split('.');
    const otherSecret = Buffer.alloc(32, 8).toString('base64url');
    const cases: Record<string, [header: string, reason: string]> = {
      'no bearer': [`Basic ${good}`, 'malformed'],
      'no token': ['Bearer ', 'malformed'],
      rubbish: ['Bearer rubbish', 'malformed'],
      'no signature': [`Bearer ${head}.${payload}.`, 'bad-signature'],
      'another payload': [
        `Bearer ${head}.${Buffer.from('{"sub":"x","tier":"diamond"}').toString('base64url')}.${signature}`,
        'bad-signature',
      ],
      'another secret': [
        `Bearer ${await memberToken('diamond', { secret: otherSecret })}`,
        'bad-signature',
      ],
      'another algorithm': [
        `Bearer ${await memberToken('diamond', { header: { alg: 'HS512' }, secret: Buffer.alloc(64, 7).toString('base64url') })}`,
        'bad-signature',
      ],
      'no algorithm': [
        `Bearer ${Buffer.from('{"alg":"none","kid":"shop-1"}').toString('base64url')}.${payload}.`,
        'bad-signature',
      ],
      'unknown kid': [
        `Bearer ${await memberToken('diamond', { header: { kid: 'shop-2' } })}`,
        'unknown-key',
      ],
      'no kid': [
        `Bearer ${await memberToken('diamond', { header: { kid: undefined } })}`,
        'unknown-key',
      ],
      'wrong audience': [
        `Bearer ${await memberToken('diamond', { claims: { aud: 'desk.other.example' } })}`,
        'wrong-audience',
      ],
      'no audience': [
        `Bearer ${await memberToken('diamond', { claims: { aud: undefined } })}`,
        'wrong-audience',
      ],
      expired: [
        `Bearer ${await memberToken('diamond', { claims: { exp: NOW / 1000 - 60 } })}`,
        'expired',
      ],
      'no expiry': [
        `Bearer ${await memberToken('diamond', { claims: { exp: undefined } })}`,
        'malformed',
      ],
      'valid too long': [
        `Bearer ${await memberToken('diamond', { claims: { exp: NOW / 1000 + 3600 } })}`,
        'too-long-lived',
      ],
      'no subject': [
        `Bearer ${await memberToken('diamond', { claims: { sub: undefined } })}`,
        'malformed',
      ],
      'a subject that no database keeps': [
        `Bearer ${await memberToken('diamond', { claims: { sub: 'a\0b' } })}`,
        'malformed',
      ],
      'no tier': [
        `Bearer ${await memberToken('diamond', { claims: { tier: undefined } })}`,
        'malformed',
      ],
      'tier is no text': [
        `Bearer ${await memberToken('diamond', { claims: { tier: ['diamond'] } })}`,
        'malformed',
      ],
      'unknown tier': [`Bearer ${await memberToken('platinum')}`, 'unknown-tier'],
      'inherited tier': [`Bearer ${await memberToken('constructor')}`, 'unknown-tier'],
    };
    for (const [situation, [authorization, reason]] of Object.entries(cases)) {
      const answer = await desk.get('/v1/contact', { Authorization: authorization });
      assert.equal(answer.status, 200, situation);
      const contact = await contactOf(answer);
      assert.deepEqual(
        [contact.line.id, contact.member],
        ['public', { verified: false, reason }],
        situation,
      );
      assert.equal(contact.validUntil, undefined, situation);
    }
  });

  it('is refused when it is signed with the text of a public key as its secret', async (t) => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    const desk = await startDesk(t, {
      desk: { keys: [{ kid: 'shop-1', alg: 'RS256', jwk: await exportJWK(publicKey) }] },
    });
    const forged = await new SignJWT({
      sub: 'x',
      tier: 'diamond',
      aud: deskInput.id,
      exp: NOW / 1000 + 300,
    })
      .setProtectedHeader({ alg: 'HS256', kid: 'shop-1' })
      .sign(createSecretKey(Buffer.from(await exportSPKI(publicKey))));
    const contact = await contactOf(await desk.get('/v1/contact', bearer(forged)));
    assert.deepEqual([contact.line.id, contact.member.reason], ['public', 'bad-signature']);
  });

  it('is verified by a key of each algorithm, side by side', async (t) => {
    const pairs = await Promise.all(
      (['ES256', 'EdDSA', 'RS256'] as const).map(async (alg) => ({
        alg,
        ...(await generateKeyPair(alg, { extractable: true })),
      })),
    );
    const keys = await Promise.all(
      pairs.map(async ({ alg, publicKey }) => ({ kid: alg, alg, jwk: await exportJWK(publicKey) })),
    );
    const desk = await startDesk(t, {
      desk: { keys: [{ kid: 'HS256', alg: 'HS256', secret: SHARED_SECRET }, ...keys] },
    });
    const tokens = await Promise.all([
      memberToken('vip', { header: { kid: 'HS256' } }),
      ...pairs.map(({ alg, privateKey }) =>
        new SignJWT({ sub: 'x', tier: 'vip', aud: deskInput.id, exp: NOW / 1000 + 300 })
          .setProtectedHeader({ alg, kid: alg })
          .sign(privateKey),
      ),
    ]);
    for (const token of tokens) {
      const contact = await contactOf(await desk.get('/v1/contact', bearer(token)));
      assert.deepEqual([contact.line.id, contact.member.verified], ['vip', true]);
    }
  });

  it('is valid when it expires between 30 s ago and 15.5 minutes from now', async (t) => {
    const desk = await startDesk(t);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -2000, max: 4000 }), async (seconds) => {
        const token = await memberToken('diamond', { claims: { exp: NOW / 1000 + seconds } });
        const { member, line } = await contactOf(await desk.get('/v1/contact', bearer(token)));
        const reason = seconds <= -30 ? 'expired' : seconds > 930 ? 'too-long-lived' : undefined;
        assert.deepEqual([member.reason, line.id], [reason, reason ? 'public' : 'diamond']);
      }),
      { numRuns: 60, examples: [[-31], [-30], [-29], [0], [900], [930], [931]] },
    );
  });

  it('is refused after its expiry', async (t) => {
    const desk = await startDesk(t);
    const headers = bearer(await memberToken('vip'));
    assert.equal((await contactOf(await desk.get('/v1/contact', headers))).line.id, 'vip');
    desk.clock.now += 6 * MINUTE;
    const contact = await contactOf(await desk.get('/v1/contact', headers));
    assert.deepEqual([contact.line.id, contact.member.reason], ['public', 'expired']);
  });
});

describe('any other text in the Authorization header', () => {
  it('gets the public line', async (t) => {
    const desk = await startDesk(t);
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.constantFrom('Bearer ', 'bearer ', ''), part, part, part),
        async ([scheme, ...parts]) => {
          const answer = await desk.get('/v1/contact', { Authorization: scheme + parts.join('.') });
          assert.equal(answer.status, 200);
          assert.equal((await contactOf(answer)).line.id, 'public');
        },
      ),
      { numRuns: 200 },
    );
  });
});

const statusOf = async (
  desk: Desk,
  headers: Record<string, string> = {},
): Promise<Contact['status']> => (await contactOf(await desk.get('/v1/contact', headers))).status;

describe('the status in the Contact', () => {
  it("is closed with the supervisor's reason for members of the closed line, and for no others", async (t) => {
    const desk = await startDesk(t);
    const vip = bearer(await memberToken('vip'));
    assert.equal((await statusOf(desk, vip)).state, 'open');
    await desk.store.lines.setState(
      'vip',
      { closed: { reason: '系统维护', until: NOW + 60 * MINUTE, at: NOW } },
      NOW,
    );
    assert.deepEqual(await statusOf(desk, vip), {
      state: 'closed',
      asOf: new Date(NOW).toISOString(),
      opensAt: localIso('Asia/Shanghai', NOW + 60 * MINUTE),
      paused: {
        'zh-CN': '暂停接听，约 11:00 恢复',
        'zh-TW': '暫停接聽，約 11:00 恢復',
        en: 'Paused, back about 11:00',
      },
      reason: '系统维护',
    });
    assert.equal((await statusOf(desk)).state, 'open');
    desk.clock.now += 60 * MINUTE;
    assert.equal((await statusOf(desk)).state, 'open');
  });

  it('has a wait estimate from waiting tickets, connected agents and the length of calls', async (t) => {
    const desk = await startDesk(t);
    const agent = await addAgent(desk.store, { presence: 'here', seenAt: NOW });
    assert.deepEqual(await statusOf(desk), { state: 'open', asOf: new Date(NOW).toISOString() });
    for (let made = 0; made < 3; made++) {
      const { number } = await createdTicket(desk);
      await put(desk, number, {
        status: 'solved',
        closedAt: NOW,
        firstCallAt: NOW,
        talkMs: 6 * MINUTE,
      });
    }
    for (let made = 0; made < 2; made++) await createdTicket(desk);
    assert.deepEqual(await statusOf(desk), {
      state: 'busy',
      asOf: new Date(NOW).toISOString(),
      waitMinutes: [12, 18],
    });
    await desk.store.agents.setPresence(agent.id, 'on-call', NOW);
    assert.equal((await statusOf(desk)).state, 'busy');
    desk.clock.now += 2 * MINUTE;
    const gone = await statusOf(desk);
    assert.deepEqual([gone.state, gone.waitMinutes], ['unknown', undefined]);
  });

  it('follows the opening hours alone without the database, and the number shows', async (t) => {
    const desk = await startDesk(t);
    const vip = bearer(
      await memberToken('vip', {
        claims: { exp: Date.parse('2026-11-22T16:00:00Z') / 1000 + 300 },
      }),
    );
    await desk.store.close();
    const contact = await contactOf(await desk.get('/v1/contact'));
    assert.deepEqual([contact.line.display, contact.status.state], ['400-100-0001', 'unknown']);
    desk.clock.now = Date.parse('2026-11-22T16:00:00Z');
    assert.equal((await statusOf(desk, vip)).state, 'closed');
  });

  it('does not wait long for a hanging database', { timeout: 20_000 }, async (t) => {
    const { store } = await startDesk(t);
    const hanging = {
      ...store,
      lines: { ...store.lines, state: () => new Promise<never>(() => undefined) },
    };
    const desk = await startDesk(t, { store: hanging });
    const contact = await contactOf(await desk.get('/v1/contact'));
    assert.deepEqual([contact.line.display, contact.status.state], ['400-100-0001', 'unknown']);
  });

  it('is read from the database once or twice for a thousand requests at once, and shows the next change at once', async (t) => {
    const { store } = await startDesk(t);
    let looks = 0;
    const counted = {
      ...store,
      lines: { ...store.lines, state: (line: string) => (looks++, store.lines.state(line)) },
    };
    const desk = await startDesk(t, { store: counted });
    const ask = (): Promise<Contact['status'][]> =>
      Promise.all(Array.from({ length: 1000 }, () => statusOf(desk)));
    await ask();
    const first = looks;
    assert.ok(first <= 5, `${first}`);
    await store.lines.setState(
      'public',
      { closed: { reason: 'x', until: undefined, at: NOW } },
      NOW,
    );
    assert.ok((await ask()).every(({ state }) => state === 'closed'));
    assert.ok(looks - first <= 5, `${looks - first}`);
  });
});
