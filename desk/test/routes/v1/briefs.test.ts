import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { BriefCodeSchema } from '../../../../src/contract/brief-code.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { bearer, DAY, memberToken, NOW, startDesk } from '../../support/fixture.ts';

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

describe('POST /v1/briefs', () => {
  it('keeps a brief for a day under six digits, with its member and line', async (t) => {
    const desk = await startDesk(t);
    const body = {
      topic: 'refund',
      order: 'DJ20261123',
      occurredAt: '2026-11-23T01:30:00Z',
      note: '未到账',
    };
    const answer = await desk.post('/v1/briefs', body, bearer(await memberToken('diamond')));
    assert.equal(answer.status, 201);
    const { code, expiresAt } = v.parse(
      v.strictObject(BriefCodeSchema.entries),
      await answer.json(),
    );
    assert.equal(expiresAt, new Date(NOW + DAY).toISOString());
    assert.deepEqual(await desk.store.briefs.find(code, NOW + DAY - 1), {
      createdAt: NOW,
      member: 'member-1',
      tier: 'diamond',
      line: 'diamond',
      body,
      ticket: null,
    });
    assert.equal(await desk.store.briefs.find(code, NOW + DAY), undefined);
  });

  it('accepts a brief of a guest for the public line', async (t) => {
    const desk = await startDesk(t);
    const { code } = v.parse(
      BriefCodeSchema,
      await (await desk.post('/v1/briefs', { note: 'x' }, bearer('rubbish'))).json(),
    );
    assert.deepEqual(await desk.store.briefs.find(code, NOW), {
      createdAt: NOW,
      member: null,
      tier: null,
      line: 'public',
      body: { note: 'x' },
      ticket: null,
    });
  });

  it('draws a code again when it is in use, and is unavailable after ten tries', async (t) => {
    let draws = 0;
    const desk = await startDesk(t, {
      random: (count) =>
        count === 3 && ++draws <= 2 ? new Uint8Array(count).fill(1) : randomBytes(count),
    });
    const codes = await Promise.all(
      [1, 2].map(
        async () => v.parse(BriefCodeSchema, await (await desk.post('/v1/briefs', {})).json()).code,
      ),
    );
    assert.equal(new Set(codes).size, 2);

    const stuck = await startDesk(t, { random: (count) => new Uint8Array(count).fill(1) });
    assert.equal((await stuck.post('/v1/briefs', {})).status, 201);
    const refused = await stuck.post('/v1/briefs', {});
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.deepEqual(await codeOf(refused), [503, 'unavailable']);
  });

  it('refuses an invalid brief', async (t) => {
    const desk = await startDesk(t);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', { topic: 'nothing' })), [
      422,
      'unknown-topic',
    ]);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', { occurredAt: 'yesterday' })), [
      400,
      'invalid-body',
    ]);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', { phone: '13800138000' })), [
      400,
      'invalid-body',
    ]);
    assert.deepEqual(await codeOf(await desk.post('/v1/briefs', '{')), [400, 'invalid-body']);
    assert.deepEqual(
      await codeOf(await desk.post('/v1/briefs', {}, { 'Content-Type': 'text/plain' })),
      [415, 'unsupported-media-type'],
    );
  });

  it('is limited per address and hour, apart from callbacks, and mistakes do not count', async (t) => {
    const desk = await startDesk(t, { desk: { limits: { perAddressPerHour: 1 } } });
    for (let mistake = 0; mistake < 30; mistake++)
      assert.equal((await desk.post('/v1/briefs', { topic: 'nothing' })).status, 422);
    assert.equal((await desk.post('/v1/briefs', {})).status, 201);
    const refused = await desk.post('/v1/briefs', {});
    assert.equal(refused.headers.get('retry-after'), '3600');
    assert.deepEqual(await codeOf(refused), [429, 'too-many-requests']);
    assert.equal((await desk.post('/v1/briefs', {}, {}, '192.0.2.2')).status, 201);
    assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', {})), [
      400,
      'idempotency-key-missing',
    ]);
  });
});
