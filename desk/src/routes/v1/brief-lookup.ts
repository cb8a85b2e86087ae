import { Hono } from 'hono';
import type { BriefLookup } from '../../../../src/contract/brief-lookup.ts';
import type { Text } from '../../../../src/contract/text.ts';
import { iso, MINUTE } from '../../../../src/core/time.ts';
import { signedAt } from '../../auth/signature.ts';
import type { Deps, Env } from '../../deps.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { VALID_MS } from './briefs.ts';
import { signedHeaderParameters, signedHeaders } from './signed-message.ts';

/** Codes that find nothing, of all callers together: a million can be guessed. */
const MISSES = { key: 'brief-lookups', points: 60, ms: 10 * MINUTE };

const named = (id: string, label: Text | undefined) => ({
  id,
  ...(label !== undefined && { label }),
});

/** `GET /v1/briefs/{code}`: the brief for the screen of a phone system, whose caller keyed it in. */
export function briefLookupRoutes(deps: Pick<Deps, 'config' | 'store' | 'clock'>) {
  const { config, store, clock } = deps;
  const routes = new Hono<Env>();
  routes.get('/briefs/:code', async (c) => {
    const { shop, desk } = config.current();
    if (!desk.phoneSystem) return problem(c, 'not-found');
    const now = clock();
    const code = c.req.param('code');
    const signed = signedAt(
      desk.phoneSystem.secret,
      `GET /v1/briefs/${code}`,
      signedHeaders(c),
      now,
    );
    if (signed === undefined) return problem(c, 'bad-signature');
    const within = requestStore(c, deps);
    const attempt = await within.throttle.take([MISSES], now);
    if (!attempt.ok)
      return problem(c, 'too-many-requests', { headers: retryAfter(attempt.retryAfterMs) });
    const brief = /^\d{6}$/.test(code) ? await store.briefs.find(code, now) : undefined;
    await within.audit.add(now, {
      actor: 'phone-system',
      action: brief ? 'brief.fetched' : 'brief.not-found',
      ...(brief && { detail: brief.line }),
      ...(brief?.ticket && { ticket: brief.ticket }),
    });
    if (!brief) return problem(c, 'not-found');
    await within.throttle.giveBack(attempt.taken);
    const { topic, order, occurredAt, note } = brief.body;
    const found: BriefLookup = {
      createdAt: iso(brief.createdAt),
      expiresAt: iso(brief.createdAt + VALID_MS),
      line: named(brief.line, shop.lines[brief.line]?.label),
      ...(brief.tier !== null && { tier: named(brief.tier, shop.tiers[brief.tier]?.label) }),
      verified: brief.member !== null,
      ...(topic !== undefined && {
        topic: named(topic, shop.topics.find(({ id }) => id === topic)?.label),
      }),
      ...(order !== undefined && { order }),
      ...(occurredAt !== undefined && { occurredAt }),
      ...(note !== undefined && { note }),
      ...(brief.ticket !== null && { ticket: brief.ticket }),
    };
    return c.json(found);
  });
  return routes;
}

export const briefLookupPaths: Paths = {
  '/v1/briefs/{code}': {
    get: {
      operationId: 'lookUpBrief',
      summary: 'The brief of a code, for a phone system',
      description:
        'For the screen of the agent to whom a phone system connects a caller who has keyed in the code. What is signed is `GET /v1/briefs/{code}` in place of a body. Each look-up is in the audit log; codes that find nothing are limited. Not for browsers.',
      security: [{ standardWebhooks: [] }],
      parameters: [
        {
          name: 'code',
          in: 'path',
          required: true,
          description: 'Six digits',
          schema: { type: 'string' },
        },
        ...signedHeaderParameters,
      ],
      responses: {
        200: json('BriefLookup', 'What the member has left'),
        ...problems('bad-signature', 'not-found', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
};
