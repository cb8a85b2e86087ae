import { Hono } from 'hono';
import { HandoffRequestSchema, type Handoff } from '../../../../src/contract/handoff.ts';
import { HOUR, iso, MINUTE } from '../../../../src/core/time.ts';
import { hashKey, randomKey, throttleKey } from '../../auth/secrets.ts';
import type { Deps } from '../../deps.ts';
import { withoutSecrets } from '../../domain/masking.ts';
import { jsonBody } from '../../http/json-body.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { requestAddress } from '../../http/rate-limit.ts';
import { requestStore } from '../../http/request-store.ts';
import { refuseBrief } from './brief-errors.ts';
import type { MemberContact, MemberEnv } from './member-contact.ts';

/** How long a phone can show what was handed to it. */
export const HANDOFF_MS = 10 * MINUTE;

/**
 * `POST /v1/handoffs`: a page for the member's phone, with their number and what they have written.
 * Its address holds a random id and nothing else.
 */
export function handoffRoutes(
  { store, secret, random }: Pick<Deps, 'store' | 'secret' | 'random'>,
  member: MemberContact,
) {
  const routes = new Hono<MemberEnv>();
  routes.post('/handoffs', jsonBody(HandoffRequestSchema), member, async (c) => {
    const { code, language, ...brief } = c.req.valid('json');
    const [now, contact] = [c.get('now'), c.get('contact')];
    const refused = refuseBrief(c, brief, contact);
    if (refused) return refused;
    const { desk, shop } = c.get('config');
    const id = randomKey(random);
    const expiresAt = now + HANDOFF_MS;
    const added = await requestStore(c, { store }).handoffs.add(
      {
        idHash: hashKey(id),
        createdAt: now,
        expiresAt,
        member: c.get('identity').sub ?? null,
        tier: (contact.member.verified && contact.member.tier?.id) || null,
        body: { ...withoutSecrets(brief, shop).body, language, ...(code && { code }) },
      },
      {
        key: throttleKey(secret, 'handoffs', requestAddress(c, desk)),
        points: desk.limits.perAddressPerHour,
        ms: HOUR,
      },
    );
    if (!added.ok)
      return problem(c, 'too-many-requests', { headers: retryAfter(added.retryAfterMs) });
    const made: Handoff = { url: `h/${id}`, expiresAt: iso(expiresAt) };
    return c.json(made, 201);
  });
  return routes;
}

export const handoffPaths: Paths = {
  '/v1/handoffs': {
    post: {
      operationId: 'createHandoff',
      summary: 'Go on on the phone',
      description:
        "Makes a page for ten minutes that shows the member's number, the code and what they have written. The first device on which its button is pressed can see it, and no other.",
      security: [{}, { memberToken: [] }],
      requestBody: requestBody('HandoffRequest'),
      responses: {
        201: json('Handoff', 'Address and end of the page'),
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
