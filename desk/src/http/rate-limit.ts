import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { DeskConfig } from '../config/desk-config.ts';
import { addressOf } from './address.ts';
import type { LiveConfig } from '../config/live-config.ts';
import type { Env } from '../deps.ts';
import { problem, retryAfter } from './problem.ts';

/** The address under which a request is counted. */
export function requestAddress(c: Context, { trustProxy }: DeskConfig): string {
  const bindings = c.env as Env['Bindings'] | undefined;
  return addressOf(
    bindings?.incoming?.socket?.remoteAddress,
    trustProxy ? c.req.header('x-forwarded-for') : undefined,
  );
}

type Points = (limits: DeskConfig['limits']) => number;

/**
 * Counts the requests of each address in memory. The returned function answers those that are more
 * than `points` in `seconds`, and returns undefined for all others.
 */
export function createAddressLimit(config: LiveConfig, points: Points, seconds: number) {
  const limiter = new RateLimiterMemory({
    points: points(config.current().desk.limits),
    duration: seconds,
  });

  return async (c: Context): Promise<Response | undefined> => {
    const { desk } = config.current();
    limiter.points = points(desk.limits);
    try {
      await limiter.consume(requestAddress(c, desk));
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return problem(c, 'too-many-requests', { headers: retryAfter(refusal.msBeforeNext) });
    }
  };
}

/** Middleware: refuses more than `points` requests of one address in `seconds`. */
export function perAddress(config: LiveConfig, points: Points, seconds: number) {
  const refuse = createAddressLimit(config, points, seconds);
  return createMiddleware<Env>(async (c, next) => (await refuse(c)) ?? next());
}
