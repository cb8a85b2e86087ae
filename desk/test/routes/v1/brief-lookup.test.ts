import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { BriefCodeSchema } from '../../../../src/contract/brief-code.ts';
import { BriefLookupSchema } from '../../../../src/contract/brief-lookup.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import {
  bearer,
  DAY,
  memberToken,
  MINUTE,
  NOW,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { onPort, PHONE_SECRET, signed } from '../../support/situations.ts';

const withPhone = { desk: { phoneSystem: { secret: PHONE_SECRET } } };
const BRIEF = {
  topic: 'refund',
  order: 'DJ20261123',
  occurredAt: '2026-11-23T01:30:00Z',
  note: '未到账',
};

const leave = async (desk: Desk, tier?: 'diamond'): Promise<string> => {
  const headers = tier ? bearer(await memberToken(tier)) : {};
  const answer = await desk.post('/v1/briefs', BRIEF, headers);
  return v.parse(BriefCodeSchema, await answer.json()).code;
};

const lookUp = (
  desk: Desk,
  code: string,
  headers = signed(`GET /v1/briefs/${code}`, desk.clock.now),
): Promise<Response> => desk.get(`/v1/briefs/${code}`, headers);

const codeOf = async (answer: Response): Promise<string> =>
  v.parse(ProblemSchema, await answer.json()).code;

const other = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('GET /v1/briefs/{code}', () => {
  it('tells a phone system what the member has left, and nothing that names them', async (t) => {
    const desk = await startDesk(t, withPhone);
    const answer = await lookUp(desk, await leave(desk, 'diamond'));
    assert.equal(answer.status, 200);
    assert.deepEqual(v.parse(v.strictObject(BriefLookupSchema.entries), await answer.json()), {
      createdAt: new Date(NOW).toISOString(),
      expiresAt: new Date(NOW + DAY).toISOString(),
      line: { id: 'diamond', label: '钻石专线' },
      tier: { id: 'diamond', label: '钻石' },
      verified: true,
      ...BRIEF,
      topic: { id: 'refund', label: '退款' },
    });
    const guest = v.parse(BriefLookupSchema, await (await lookUp(desk, await leave(desk))).json());
    assert.deepEqual([guest.verified, guest.tier], [false, undefined]);
  });

  it('is refused without a signature of now for this code', async (t) => {
    const desk = await startDesk(t, withPhone);
    const code = await leave(desk);
    for (const headers of [
      {},
      signed('', NOW),
      signed(`GET /v1/briefs/${other(code)}`, NOW),
      signed(`GET /v1/briefs/${code}`, NOW - 6 * MINUTE),
      signed(`GET /v1/briefs/${code}`, NOW, { secret: `whsec_${btoa('x'.repeat(32))}` }),
    ]) {
      const answer = await lookUp(desk, code, headers);
      assert.deepEqual([answer.status, await codeOf(answer)], [401, 'bad-signature']);
    }
  });

  it('finds nothing for a code that is unknown or over, or where there is no phone system', async (t) => {
    const desk = await startDesk(t, withPhone);
    const code = await leave(desk);
    assert.equal((await lookUp(desk, other(code))).status, 404);
    assert.equal((await lookUp(desk, 'abc')).status, 404);
    desk.clock.now += DAY;
    assert.equal((await lookUp(desk, code)).status, 404);
    const without = await startDesk(t);
    assert.equal((await lookUp(without, await leave(without))).status, 404);
  });

  it('stops guessing: sixty codes that find nothing in ten minutes', async (t) => {
    const desk = await startDesk(t, withPhone);
    const code = await leave(desk);
    for (let n = 0; n < 60; n++) {
      assert.equal((await lookUp(desk, code)).status, 200);
      assert.equal((await lookUp(desk, other(code))).status, 404);
    }
    const answer = await lookUp(desk, code);
    assert.deepEqual([answer.status, await codeOf(answer)], [429, 'too-many-requests']);
    assert.ok(Number(answer.headers.get('retry-after')) <= 600);
    desk.clock.now += 10 * MINUTE;
    assert.equal((await lookUp(desk, code)).status, 200);
  });

  it('is in the audit log', async (t) => {
    const desk = await startDesk(t, withPhone);
    const code = await leave(desk, 'diamond');
    await lookUp(desk, code);
    await lookUp(desk, other(code));
    const entries = await desk.store.audit.list({ actor: 'phone-system' }, 10);
    assert.deepEqual(entries.map(({ action, detail }) => [action, detail]).sort(), [
      ['brief.fetched', 'diamond'],
      ['brief.not-found', null],
    ]);
    assert.equal(JSON.stringify(entries).includes(code), false);
  });

  it('answers the shell commands of the documentation', async (t) => {
    const clock = { now: Date.now() };
    const desk = await startDesk(t, { ...withPhone, clock });
    const code = await leave(desk, 'diamond');
    const docs = readFileSync(new URL('../../../../docs/contract.md', import.meta.url), 'utf8');
    const [, script] = /## Look-up by a phone system[^]*?```\n(code=[^]*?)```/.exec(docs) ?? [];
    assert.ok(script);
    const { stdout } = await promisify(execFile)('sh', ['-c', script], {
      env: {
        ...process.env,
        DESK: await onPort(t, desk),
        PHONE_SYSTEM_SECRET: PHONE_SECRET,
        CODE: code,
      },
    });
    assert.equal(v.parse(BriefLookupSchema, JSON.parse(stdout)).note, BRIEF.note);
  });
});
