import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { HandoffSchema } from '../../../src/contract/handoff.ts';
import { ProblemSchema } from '../../../src/contract/problem.ts';
import { hashKey } from '../../src/auth/secrets.ts';
import {
  bearer,
  memberToken,
  MINUTE,
  NOW,
  query,
  shopInput,
  startDesk,
  type Desk,
} from '../support/fixture.ts';

const BRIEF = {
  topic: 'not-arrived',
  order: 'DJ20261123',
  occurredAt: '2026-11-23T01:30:00Z',
  note: '充了 <b>一小时</b> 还没到',
  code: '482913',
};
const PRIVATE = ['400-300-0003', '4003000003', 'DJ20261123', '482913', '一小时', '充值未到账'];

/** A hand-off of a diamond member. */
const handOff = async (desk: Desk, body: object = BRIEF): Promise<string> => {
  const answer = await desk.post('/v1/handoffs', body, bearer(await memberToken('diamond')));
  assert.equal(answer.status, 201);
  return `/${v.parse(HandoffSchema, await answer.json()).url}`;
};

/** A phone's browser, which keeps its cookie. */
class Phone {
  private _cookie = '';
  constructor(
    private readonly _desk: Desk,
    private readonly _headers: Record<string, string> = {},
  ) {}

  async request(path: string, method = 'GET'): Promise<Response> {
    const answer = await this._desk.app.request(path, {
      method,
      headers: { ...this._headers, ...(this._cookie && { cookie: this._cookie }) },
    });
    this._cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this._cookie;
    return answer;
  }

  /** Presses the button. */
  async open(path: string): Promise<string> {
    await this.request(path);
    const answer = await this.request(path, 'POST');
    assert.equal(answer.status, 303, await answer.text());
    const next = new URL(answer.headers.get('location') ?? '', `http://desk${path}`).pathname;
    return (await this.request(next)).text();
  }
}

const shows = (page: string, facts: readonly string[]): string[] =>
  facts.filter((fact) => page.includes(fact));

describe('A hand-off', () => {
  it('has an address of 256 random bits and nothing else, and ends after ten minutes', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.post('/v1/handoffs', BRIEF, bearer(await memberToken('diamond')));
    const { url, expiresAt } = v.parse(v.strictObject(HandoffSchema.entries), await answer.json());
    assert.match(url, /^h\/[\w-]{43}$/);
    assert.equal(expiresAt, new Date(NOW + 10 * MINUTE).toISOString());
    assert.notEqual(await handOff(desk), `/${url}`);
  });

  it('is stored under a hash', async (t) => {
    const desk = await startDesk(t);
    const id = (await handOff(desk)).slice('/h/'.length);
    const rows = await query(desk.url, 'select * from handoff');
    assert.equal(rows.length, 1);
    assert.equal(JSON.stringify(rows).includes(id), false);
    assert.equal((await desk.store.handoffs.find(hashKey(id), NOW))?.tier, 'diamond');
  });

  it('shows nothing of the member to what only looks at the link, and stays unused', async (t) => {
    const desk = await startDesk(t);
    const path = await handOff(desk);
    for (const agent of ['TelegramBot (like TwitterBot)', 'Mozilla/5.0 MicroMessenger/8.0']) {
      const page = await (await new Phone(desk, { 'user-agent': agent }).request(path)).text();
      assert.match(page, /<form method="post">[^]*在这部手机上打开/);
      assert.deepEqual(shows(page, PRIVATE), []);
    }
    const head = await new Phone(desk).request(path, 'HEAD');
    assert.deepEqual([head.status, await head.text()], [200, '']);
    assert.deepEqual(shows(await new Phone(desk).open(path), ['4003000003']), ['4003000003']);
  });

  it('shows number, code and draft on the phone whose button was pressed, again and again', async (t) => {
    const desk = await startDesk(t);
    const path = await handOff(desk);
    const phone = new Phone(desk);
    for (let times = 0; times < 2; times++) {
      const page = await phone.open(path);
      assert.match(page, /href="tel:4003000003"/);
      assert.deepEqual(shows(page, PRIVATE), PRIVATE);
      assert.match(page, /充了 &lt;b&gt;一小时/);
      assert.match(page, /钻石专线[^]*正在接听[^]*24 小时/);
    }
  });

  it('shows the public number, and nothing of the member, to a second phone', async (t) => {
    const desk = await startDesk(t);
    const path = await handOff(desk);
    await new Phone(desk).open(path);
    const other = new Phone(desk);
    for (const method of ['GET', 'POST']) {
      let answer = await other.request(path, method);
      if (method === 'POST') answer = await other.request(path);
      const page = await answer.text();
      assert.equal(answer.status, 403);
      assert.match(page, /已在另一部手机打开/);
      assert.match(page, /tel:4001000001/);
      assert.deepEqual(shows(page, PRIVATE), []);
    }
  });

  it('works where a proxy keeps all cookies from the desk', async (t) => {
    const desk = await startDesk(t);
    const path = await handOff(desk);
    const page = await (await desk.app.request(path)).text();
    const device = /name="device" value="([\w-]{43})"/.exec(page)?.[1] ?? '';
    const press = (value: string) =>
      desk.app.request(path, { method: 'POST', body: new URLSearchParams({ device: value }) });
    for (let times = 0; times < 2; times++)
      assert.match(await (await press(device)).text(), /href="tel:4003000003"/);
    const other = await press('x'.repeat(43));
    assert.equal(other.status, 403);
    assert.deepEqual(shows(await other.text(), PRIVATE), []);
  });

  it('is over after ten minutes: the page says how to get a new one, and the desk forgets it', async (t) => {
    const desk = await startDesk(t);
    const path = await handOff(desk);
    const phone = new Phone(desk);
    await phone.open(path);
    desk.clock.now += 10 * MINUTE;
    for (const method of ['GET', 'POST']) {
      const answer = await phone.request(path, method);
      const page = await answer.text();
      assert.equal(answer.status, 404);
      assert.match(page, /这个二维码已失效[^]*在手机上继续[^]*tel:4001000001/);
      assert.deepEqual(shows(page, PRIVATE), []);
    }
    await desk.store.handoffs.removeExpired(desk.clock.now);
    assert.deepEqual(await query(desk.url, 'select * from handoff'), []);
  });

  it('says the same of an id that never was', async (t) => {
    const desk = await startDesk(t);
    const answer = await new Phone(desk, { 'accept-language': 'en-GB,en;q=0.9' }).request('/h/x');
    assert.equal(answer.status, 404);
    assert.match(await answer.text(), /<html lang="en">[^]*no longer valid/);
  });

  it('is kept by no cache, framed by no page, found by no search engine', async (t) => {
    const desk = await startDesk(t);
    const answer = await new Phone(desk).request(await handOff(desk));
    const { headers } = answer;
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('x-robots-tag') ?? '', /noindex/);
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w-]{43})'/.exec(policy)?.[1] ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal((await answer.text()).split(`nonce="${nonce}"`).length, 3);
    assert.match(headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/);
  });

  it('speaks the language of the widget that made it', async (t) => {
    const desk = await startDesk(t);
    const path = await handOff(desk, { language: 'zh-TW' });
    const phone = new Phone(desk, { 'accept-language': 'en' });
    assert.match(
      await (await phone.request(path)).text(),
      /<html lang="zh-TW">[^]*在這支手機上開啟/,
    );
  });

  it('masks secrets, and refuses what a brief may not hold', async (t) => {
    const desk = await startDesk(t);
    const page = await new Phone(desk).open(await handOff(desk, { note: '密码是 hunter22' }));
    assert.match(page, /密码是 \*\*\*\*/);
    for (const [body, code] of [
      [{ topic: 'no-such-topic' }, 'unknown-topic'],
      [{ code: '12345' }, 'invalid-body'],
      [{ attachments: ['a'] }, 'invalid-body'],
    ] as const)
      assert.equal(
        v.parse(ProblemSchema, await (await desk.post('/v1/handoffs', body)).json()).code,
        code,
      );
  });

  it('gives a guest the public line, and so does a tier that is gone', async (t) => {
    const desk = await startDesk(t);
    const answer = await desk.post('/v1/handoffs', {}, bearer('rubbish'));
    const { url } = v.parse(HandoffSchema, await answer.json());
    assert.match(await new Phone(desk).open(`/${url}`), /tel:4001000001/);
  });

  it('is limited per address', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 2 } } });
    const made = [];
    for (let n = 0; n < 3; n++) made.push(await desk.post('/v1/handoffs', {}));
    assert.deepEqual(
      made.map(({ status }) => status),
      [201, 201, 429],
    );
    assert.ok(made[2]?.headers.get('retry-after'));
  });

  it('is erased with what the member has written', async (t) => {
    const desk = await startDesk(t, { shop: shopInput });
    await handOff(desk);
    const created = await desk.post(
      '/v1/callbacks',
      { phone: '13800138000', when: { kind: 'asap' }, consent: true },
      { ...bearer(await memberToken('diamond')), 'idempotency-key': 'k'.repeat(22) },
    );
    const { number, key } = (await created.json()) as { number: string; key: string };
    const erased = await desk.post(`/v1/tickets/${number}/erase`, {}, bearer(key));
    assert.equal(erased.status, 204);
    assert.deepEqual(await query(desk.url, 'select * from handoff'), []);
  });
});
