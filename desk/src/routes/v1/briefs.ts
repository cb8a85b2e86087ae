import type { BriefCode } from '../../../../src/contract/brief-code.ts';
import { BriefSchema } from '../../../../src/contract/callback.ts';
import { resolve } from '../../../../src/core/resolve.ts';
import { DAY, iso, MINUTE } from '../../../../src/core/time.ts';
import type { Identify } from '../../auth/member-token.ts';
import { randomInteger } from '../../domain/random.ts';
import { refuseBrief } from './brief-errors.ts';
import { readBody } from '../../http/body.ts';
import type { App, Deps } from '../../deps.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { perAddress } from '../../http/rate-limit.ts';
import { problem, retryAfter } from '../../http/problem.ts';

const VALID_MS = DAY;
const CODES = 1_000_000;
/** With a tenth of all codes in use, ten misses in a row come once in ten thousand million. */
const MOST_ATTEMPTS = 10;
const RETRY_MS = MINUTE;

/** `POST /v1/briefs`: what the member has at hand, kept under six digits that they read to the agent. */
export function briefRoutes(
  app: App,
  { config, store, clock, random }: Deps,
  identify: Identify,
): void {
  app.post(
    '/v1/briefs',
    perAddress(config, ({ perAddressPerHour }) => perAddressPerHour, 3600),
    async (c) => {
      const read = await readBody(c, BriefSchema);
      if (!read.ok) return read.answer;
      const now = clock();
      const { member, sub } = await identify(c.req.header('authorization'), now);
      const contact = resolve(config.current().shop, member, now);
      const refused = refuseBrief(c, read.body, contact);
      if (refused) return refused;

      const brief = {
        createdAt: now,
        expiresAt: now + VALID_MS,
        member: sub ?? null,
        line: contact.line.id,
        body: read.body,
      };
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const code = String(randomInteger(random, CODES)).padStart(6, '0');
        if (!(await store.briefs.add({ code, ...brief }))) continue;
        const made: BriefCode = { code, expiresAt: iso(brief.expiresAt) };
        return c.json(made, 201);
      }
      return problem(c, 'unavailable', { headers: retryAfter(RETRY_MS) });
    },
  );
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
