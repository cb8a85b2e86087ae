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

export interface AddressLimit {
  /**
   * Counts a request.
   * @param socket The address at the other end of the connection
   * @param forwardedFor `X-Forwarded-For`, believed only where the config says so
   * @returns for how long it is refused, ms; undefined if it is not
   */
  take(socket: string | undefined, forwardedFor: string | undefined): Promise<number | undefined>;
  /** Counts a request, and answers it if it is refused. */
  refuse(c: Context): Promise<Response | undefined>;
}

/** Counts the requests of each address in memory: at most `points` in `seconds`. */
export function createAddressLimit(
  config: LiveConfig,
  points: Points,
  seconds: number,
): AddressLimit {
  const limiter = new RateLimiterMemory({
    points: points(config.current().desk.limits),
    duration: seconds,
  });

  async function take(
    socket: string | undefined,
    forwardedFor: string | undefined,
  ): Promise<number | undefined> {
    const { desk } = config.current();
    limiter.points = points(desk.limits);
    try {
      await limiter.consume(addressOf(socket, desk.trustProxy ? forwardedFor : undefined));
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return refusal.msBeforeNext;
    }
  }

  return {
    take,
    async refuse(c) {
      const bindings = c.env as Env['Bindings'] | undefined;
      const wait = await take(
        bindings?.incoming?.socket?.remoteAddress,
        c.req.header('x-forwarded-for'),
      );
      return wait === undefined
        ? undefined
        : problem(c, 'too-many-requests', { headers: retryAfter(wait) });
    },
  };
}

/** Middleware: refuses what is over a limit. */
export const limited = (limit: AddressLimit) =>
  createMiddleware<Env>(async (c, next) => (await limit.refuse(c)) ?? next());

/** Middleware: refuses more than `points` requests of one address in `seconds`. */
export const perAddress = (config: LiveConfig, points: Points, seconds: number) =>
  limited(createAddressLimit(config, points, seconds));
