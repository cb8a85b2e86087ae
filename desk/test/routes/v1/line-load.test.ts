import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { ContactSchema, type Contact } from '../../../../src/contract/contact.ts';
import { SECOND } from '../../../../src/core/time.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { bearer, memberToken, MINUTE, NOW, startDesk, type Desk } from '../../support/fixture.ts';
import { PHONE_SECRET, signed } from '../../support/situations.ts';

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

const withPhone = { desk: { phoneSystem: { secret: PHONE_SECRET } } };

const put = async (
  desk: Desk,
  line: string,
  body: string,
  headers: Record<string, string>,
): Promise<Response> =>
  desk.app.request(`/v1/lines/${line}/load`, { method: 'PUT', headers, body });

const statusOf = async (
  desk: Desk,
  headers: Record<string, string> = {},
): Promise<Contact['status']> =>
  v.parse(ContactSchema, await (await desk.get('/v1/contact', headers)).json()).status;

const BUSY = JSON.stringify({ waiting: 6, agents: 2, waitMinutes: [8, 12] });

describe('PUT /v1/lines/{id}/load', () => {
  it('changes the status of its line at once, and of no other', async (t) => {
    const desk = await startDesk(t, withPhone);
    assert.equal((await statusOf(desk)).state, 'open');
    const answer = await put(desk, 'public', BUSY, signed(BUSY, NOW));
    assert.deepEqual([answer.status, await answer.text()], [204, '']);
    assert.deepEqual(await statusOf(desk), {
      state: 'busy',
      asOf: new Date(NOW).toISOString(),
      waitMinutes: [8, 12],
    });
    assert.equal((await statusOf(desk, bearer(await memberToken('diamond')))).state, 'open');
  });

  it('is ignored after five minutes, and no wait is guessed instead', async (t) => {
    const desk = await startDesk(t, withPhone);
    await put(desk, 'public', BUSY, signed(BUSY, NOW));
    desk.clock.now += 5 * MINUTE;
    assert.equal((await statusOf(desk)).state, 'busy');
    desk.clock.now += SECOND;
    const { state, waitMinutes } = await statusOf(desk);
    assert.deepEqual([state, waitMinutes], ['unknown', undefined]);
  });

  it('is refused unless this body was signed now with this secret', async (t) => {
    const desk = await startDesk(t, withPhone);
    const good = signed(BUSY, NOW);
    const { 'webhook-signature': signature = '' } = good;
    const other = JSON.stringify({ waiting: 0, agents: 9 });
    const cases: Record<string, [string, Record<string, string>]> = {
      'no signature': [BUSY, { ...good, 'webhook-signature': '' }],
      'another body': [other, good],
      'another id': [BUSY, { ...good, 'webhook-id': 'msg-2' }],
      'another time': [BUSY, { ...good, 'webhook-timestamp': String(NOW / 1000 + 1) }],
      'no time': [BUSY, { ...good, 'webhook-timestamp': 'now' }],
      'another secret': [
        BUSY,
        signed(BUSY, NOW, { secret: `whsec_${Buffer.alloc(32, 6).toString('base64')}` }),
      ],
      'another version': [BUSY, { ...good, 'webhook-signature': signature.replace('v1,', 'v2,') }],
      'half a signature': [BUSY, { ...good, 'webhook-signature': signature.slice(0, -4) }],
      'too old': [BUSY, signed(BUSY, NOW - 5 * MINUTE - 1000)],
      'too new': [BUSY, signed(BUSY, NOW + 5 * MINUTE + 1000)],
      'only a token': [
        BUSY,
        { 'Content-Type': 'application/json', ...bearer(await memberToken('diamond')) },
      ],
    };
    for (const [situation, [body, headers]] of Object.entries(cases)) {
      assert.deepEqual(
        await codeOf(await put(desk, 'public', body, headers)),
        [401, 'bad-signature'],
        situation,
      );
    }
    // Without a signature, an unknown line gets the same answer.
    assert.deepEqual(await codeOf(await put(desk, 'nothing', BUSY, {})), [401, 'bad-signature']);
    assert.equal((await desk.store.lines.state('public')).load, undefined);

    const rotated = {
      ...good,
      'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')} ${signature}`,
    };
    assert.equal((await put(desk, 'public', BUSY, rotated)).status, 204);
  });

  it('changes nothing when it is older or repeated', async (t) => {
    const desk = await startDesk(t, withPhone);
    const old = signed(BUSY, NOW);
    const free = JSON.stringify({ waiting: 0, agents: 2 });
    await put(desk, 'public', BUSY, old);
    desk.clock.now += MINUTE;
    await put(desk, 'public', free, signed(free, desk.clock.now, { id: 'msg-2' }));
    assert.equal((await put(desk, 'public', BUSY, old)).status, 204);
    assert.equal((await statusOf(desk)).state, 'open');
  });

  it('is refused when it was signed for another line', async (t) => {
    const desk = await startDesk(t, withPhone);
    const message = signed(BUSY, NOW);
    assert.equal((await put(desk, 'public', BUSY, message)).status, 204);
    assert.deepEqual(await codeOf(await put(desk, 'diamond', BUSY, message)), [
      401,
      'bad-signature',
    ]);
    assert.equal((await desk.store.lines.state('diamond')).load, undefined);
    assert.equal((await put(desk, 'public', BUSY, message)).status, 204);
    assert.equal(
      (await put(desk, 'diamond', BUSY, signed(BUSY, NOW, { id: 'msg-2' }))).status,
      204,
    );
  });

  it('is refused when another desk on the same database had it for another line', async (t) => {
    const desk = await startDesk(t, withPhone);
    const other = await startDesk(t, { ...withPhone, url: desk.url });
    assert.equal((await put(desk, 'public', BUSY, signed(BUSY, NOW))).status, 204);
    assert.deepEqual(await codeOf(await put(other, 'diamond', BUSY, signed(BUSY, NOW))), [
      401,
      'bad-signature',
    ]);
    assert.equal((await put(other, 'public', BUSY, signed(BUSY, NOW))).status, 204);
  });

  it('is refused for an unknown line or with an invalid body', async (t) => {
    const desk = await startDesk(t, withPhone);
    for (const line of ['nothing', 'constructor', '__proto__'])
      assert.deepEqual(await codeOf(await put(desk, line, BUSY, signed(BUSY, NOW))), [
        404,
        'not-found',
      ]);
    for (const body of [
      '',
      '{}',
      '[]',
      '{"waiting":-1,"agents":1}',
      '{"waiting":1.5,"agents":1}',
      '{"waiting":1,"agents":1,"waitMinutes":[5,2]}',
      '{"waiting":1,"agents":1,"phone":"1"}',
    ]) {
      assert.deepEqual(
        await codeOf(await put(desk, 'public', body, signed(body, NOW))),
        [400, 'invalid-body'],
        body,
      );
    }
    assert.deepEqual(
      await codeOf(
        await put(desk, 'public', BUSY, { ...signed(BUSY, NOW), 'Content-Type': 'text/plain' }),
      ),
      [415, 'unsupported-media-type'],
    );
  });

  it('is not-found without a configured phone system', async (t) => {
    const desk = await startDesk(t);
    assert.deepEqual(await codeOf(await put(desk, 'public', BUSY, signed(BUSY, NOW))), [
      404,
      'not-found',
    ]);
  });
});
