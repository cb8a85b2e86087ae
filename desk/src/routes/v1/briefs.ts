import type { BriefCall, BriefCode } from '../../../../src/contract/brief-code.ts';
import { BriefSchema } from '../../../../src/contract/callback.ts';
import { Hono } from 'hono';
import { DAY, HOUR, iso, MINUTE } from '../../../../src/core/time.ts';
import { bearerToken } from '../../auth/bearer.ts';
import { hashKey, keyMatches, randomKey, throttleKey } from '../../auth/secrets.ts';
import { withoutSecrets } from '../../domain/masking.ts';
import { randomInteger } from '../../domain/random.ts';
import { refuseAttachments, refuseBrief } from './brief-errors.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';
import type { Deps } from '../../deps.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { ticketView } from './ticket-view.ts';

/** How long a code is valid, ms. */
export const VALID_MS = DAY;
const CODES = 1_000_000;
/** With a tenth of all codes in use, ten attempts fail once in 10^10 times. */
const MAX_ATTEMPTS = 10;
const RETRY_MS = MINUTE;

/**
 * `POST /v1/briefs`: keeps what the member has at hand under six digits that they read to the
 * agent. `GET /v1/briefs`: the ticket of the call, for the device that took the code.
 */
export function briefRoutes(
  {
    store,
    secret,
    random,
    config,
    clock,
  }: Pick<Deps, 'store' | 'secret' | 'random' | 'config' | 'clock'>,
  member: MemberContact,
) {
  const routes = new Hono<MemberEnv>();
  routes.get('/briefs', async (c) => {
    c.header('Vary', 'Authorization', { append: true });
    const now = clock();
    const key = bearerToken(c.req.header('authorization')) ?? '';
    const brief = await store.briefs.findByKey(hashKey(key), now);
    if (!brief) return problem(c, 'not-found');
    const ticket = brief.ticket === null ? undefined : await store.tickets.find(brief.ticket);
    const call: BriefCall = {
      expiresAt: iso(brief.expiresAt),
      ...(ticket &&
        keyMatches(key, ticket.keyHash) && {
          ticket: ticketView(ticket, config.current().shop, now),
        }),
    };
    return c.json(call);
  });
  routes.post('/briefs', jsonBody(BriefSchema), member, async (c) => {
    const { attachments, ...body } = c.req.valid('json');
    const [now, contact] = [c.get('now'), c.get('contact')];
    const refused = refuseBrief(c, body, contact);
    if (refused) return refused;

    const { desk, shop } = c.get('config');
    const key = randomKey(random);
    const brief = {
      keyHash: hashKey(key),
      createdAt: now,
      expiresAt: now + VALID_MS,
      member: c.get('identity').sub ?? null,
      tier: contact.member.tier?.id ?? null,
      line: contact.line.id,
      body: withoutSecrets(body, shop).body,
    };
    const limit = {
      key: throttleKey(secret, 'briefs', c.get('identity').sub ?? requestAddress(c, desk)),
      points: desk.limits.perAddressPerHour,
      ms: HOUR,
    };
    const within = requestStore(c, { store });
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const code = String(randomInteger(random, CODES)).padStart(6, '0');
      const added = await within.briefs.add({ code, ...brief }, limit, attachments);
      if (added.kind === 'code-taken') continue;
      if (added.kind === 'unknown-attachment') return refuseAttachments(c, added.at);
      if (added.kind === 'too-many-requests')
        return problem(c, added.kind, { headers: retryAfter(added.retryAfterMs) });
      const made: BriefCode = { code, expiresAt: iso(brief.expiresAt), key };
      return c.json(made, 201);
    }
    return problem(c, 'unavailable', { headers: retryAfter(RETRY_MS) });
  });
  return routes;
}

export const briefPaths: Paths = {
  '/v1/briefs': {
    get: {
      operationId: 'followBrief',
      summary: 'The ticket of the call that a code was read out in',
      description:
        'For the device that took the code, by its key. The ticket is absent until an agent has opened one from the code; the same key opens it at `/v1/tickets`.',
      security: [{ briefKey: [] }],
      responses: {
        200: json('BriefCall', 'What has become of the code'),
        ...problems('not-found', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
    post: {
      operationId: 'createBrief',
      summary: 'Leave a brief for a call',
      description:
        'The answer is a code of six digits to read to the agent. It is valid for 24 hours and opens nothing to anybody but agents. The key, which is never read out, follows the call.',
      security: [{}, { memberToken: [] }],
      requestBody: requestBody('Brief'),
      responses: {
        201: json('BriefCode', 'The code'),
        ...problems(
          'invalid-body',
          'unknown-topic',
          'unknown-attachment',
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
