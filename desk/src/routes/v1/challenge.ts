import { Hono } from 'hono';
import { makeChallenge } from '../../auth/proof-of-work.ts';
import type { Deps, Env } from '../../deps.ts';
import type { GuestFlood } from '../../domain/flood.ts';
import { json, problems, type Paths } from '../../http/openapi-parts.ts';
import {
  idempotencyKeyParameter,
  requireIdempotencyKey,
  type KeyedEnv,
} from './idempotency-key.ts';

/** `GET /v1/challenge`: the work that a guest proves while very many callbacks are requested. */
export function challengeRoutes(
  { config, secret, clock }: Pick<Deps, 'config' | 'secret' | 'clock'>,
  flood: GuestFlood,
) {
  const routes = new Hono<KeyedEnv & Env>();
  routes.get('/challenge', requireIdempotencyKey, (c) => {
    const now = clock();
    const bits = flood.bits(config.current().desk.limits.guestsPerHour, now);
    return c.json(makeChallenge(secret, c.get('idempotencyKey'), bits, now));
  });
  return routes;
}

export const challengePaths: Paths = {
  '/v1/challenge': {
    get: {
      operationId: 'getChallenge',
      summary: 'Work to prove, after `proof-required`',
      description:
        'For the request with this Idempotency-Key. With `SHA` for SHA-256, there are 16 puzzles: number i (0 to 15) is solved by a whole number n below 2³² for which `SHA(SHA(challenge + "." + i) ‖ n)`, with n as 4 bytes, the highest first, begins with `bits` zero bits. The request is then sent again with the header `Proof-Of-Work: <challenge>:<n0>.<n1>. … .<n15>`.',
      security: [],
      parameters: [idempotencyKeyParameter],
      responses: {
        200: json('Challenge', 'The work'),
        ...problems('idempotency-key-missing', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
};
