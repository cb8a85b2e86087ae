import { Hono } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { NumberCheckSchema, type NumberChecked } from '../../../../src/contract/own-number.ts';
import { checkOwnNumber } from '../../../../src/core/own-number.ts';
import { HOUR, SECOND } from '../../../../src/core/time.ts';
import type { App, Deps, Env } from '../../deps.ts';
import { jsonBody } from '../../http/json-body.ts';
import { json, problems, requestBody, type Paths } from '../../http/openapi-parts.ts';
import { problem, retryAfter } from '../../http/problem.ts';
import { perAddress } from '../../http/rate-limit.ts';

/**
 * Checks of one address, and of all together, in an hour. A private line's number is answered with
 * yes, too: a member whom it calls must not be told to hang up. So nobody may try numbers in bulk: at
 * this rate, the ten thousand numbers of one exchange take twenty days from one address.
 */
const MAX_PER_ADDRESS = 20;
const MAX_PER_DESK = 1_000;

/** `POST /v1/numbers/verify`: whether a number that called a member is one of the shop's. */
export function numberRoutes({ config }: Pick<Deps, 'config'>): App {
  const routes: App = new Hono<Env>();
  const all = new RateLimiterMemory({ points: MAX_PER_DESK, duration: HOUR / SECOND });

  /** For how long everybody is refused, ms; undefined if they are not. */
  const waitForAll = (): Promise<number | undefined> =>
    all.consume('').then(
      () => undefined,
      (refusal: unknown) => {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return refusal.msBeforeNext;
      },
    );

  routes.post(
    '/numbers/verify',
    perAddress(config, () => MAX_PER_ADDRESS, HOUR / SECOND),
    jsonBody(NumberCheckSchema),
    async (c) => {
      const wait = await waitForAll();
      if (wait !== undefined) return problem(c, 'too-many-requests', { headers: retryAfter(wait) });
      const checked = checkOwnNumber(c.req.valid('json').number, config.current().shop);
      if ('problem' in checked)
        return problem(c, 'invalid-body', {
          errors: [{ pointer: '/number', code: checked.problem }],
        });
      const answer: NumberChecked = checked;
      return c.json(answer);
    },
  );
  return routes;
}

export const numberPaths: Paths = {
  '/v1/numbers/verify': {
    post: {
      operationId: 'verifyNumber',
      summary: "Whether a number that called is one of the shop's",
      description: `The numbers of all lines, also of other tiers, those for calls from abroad, and those that agents call from, however they are written. A caller can forge the number that shows, so a yes proves nothing: ask for the passphrase. At most ${MAX_PER_ADDRESS} checks of one address in an hour, and ${MAX_PER_DESK} of all.`,
      requestBody: requestBody('NumberCheck'),
      responses: {
        200: json('NumberChecked', 'Yes or no'),
        ...problems(
          'invalid-body',
          'body-too-large',
          'unsupported-media-type',
          'too-many-requests',
          'internal',
        ),
      },
    },
  },
};
