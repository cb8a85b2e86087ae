import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { DeskConfig } from '../desk-config.ts';
import { addressOf } from '../domain/address.ts';
import type { Env } from './deps.ts';
import { problem, retryAfter } from './problem.ts';

/** Counts the requests of an address in memory and turns away those beyond `points` in `seconds`. */
export function perAddress({ trustProxy }: DeskConfig, points: number, seconds: number) {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const address = (c: Context<Env>): string => {
    const bindings: Env['Bindings'] | undefined = c.env;
    return addressOf(bindings?.incoming?.socket?.remoteAddress, trustProxy ? c.req.header('x-forwarded-for') : undefined);
  };

  return createMiddleware<Env>(async (c, next) => {
    try {
      await limiter.consume(address(c));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return problem(c, 'too-many-requests', { headers: retryAfter(refusal.msBeforeNext) });
    }
    return next();
  });
}
