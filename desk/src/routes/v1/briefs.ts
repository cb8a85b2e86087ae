import type { BriefCode } from '../../../../src/contract/brief-code.ts';
import { BriefSchema } from '../../../../src/contract/callback.ts';
import { Hono } from 'hono';
import { DAY, HOUR, iso, MINUTE } from '../../../../src/core/time.ts';
import { throttleKey } from '../../auth/secrets.ts';
import { randomInteger } from '../../domain/random.ts';
import { refuseBrief } from './brief-errors.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';
import type { Deps } from '../../deps.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';

const VALID_MS = DAY;
const CODES = 1_000_000;
/** With a tenth of all codes in use, ten attempts fail once in 10^10 times. */
const MAX_ATTEMPTS = 10;
const RETRY_MS = MINUTE;

/**
 * `POST /v1/briefs`: keeps what the member has at hand under six digits that they read to the
 * agent.
 */
export function briefRoutes(
  { store, secret, random }: Pick<Deps, 'store' | 'secret' | 'random'>,
  member: MemberContact,
) {
  const routes = new Hono<MemberEnv>();
  routes.post('/briefs', jsonBody(BriefSchema), member, async (c) => {
    const body = c.req.valid('json');
    const [now, contact] = [c.get('now'), c.get('contact')];
    const refused = refuseBrief(c, body, contact);
    if (refused) return refused;

    const brief = {
      createdAt: now,
      expiresAt: now + VALID_MS,
      member: c.get('identity').sub ?? null,
      tier: contact.member.tier?.id ?? null,
      line: contact.line.id,
      body,
    };
    const { desk } = c.get('config');
    const limit = {
      key: throttleKey(secret, 'briefs', requestAddress(c, desk)),
      points: desk.limits.perAddressPerHour,
      ms: HOUR,
    };
    const within = requestStore(c, { store });
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const code = String(randomInteger(random, CODES)).padStart(6, '0');
      const added = await within.briefs.add({ code, ...brief }, limit);
      if (added.kind === 'code-taken') continue;
      if (added.kind === 'too-many-requests')
        return problem(c, added.kind, { headers: retryAfter(added.retryAfterMs) });
      const made: BriefCode = { code, expiresAt: iso(brief.expiresAt) };
      return c.json(made, 201);
    }
    return problem(c, 'unavailable', { headers: retryAfter(RETRY_MS) });
  });
  return routes;
}

export const briefPaths: Paths = {
  '/v1/briefs': {
    post: {
      operationId: 'createBrief',
      summary: 'Leave a brief for a call',
      description:
        'The answer is a code of six digits to read to the agent. It is valid for 24 hours and opens nothing to anybody but agents.',
      security: [{}, { memberToken: [] }],
      requestBody: requestBody('Brief'),
      responses: {
        201: json('BriefCode', 'The code'),
        ...problems(
          'invalid-body',
          'unknown-topic',
          'body-too-large',
          'unsupported-media-type',
          'too-many-requests',
          'internal',
          'unavailable',
        ),
      },
    },
  },
};
