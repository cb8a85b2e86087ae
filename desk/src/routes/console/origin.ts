import type { Context } from 'hono';
import type { DeskConfig } from '../../config/desk-config.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import type { ConsoleMiddleware } from './env.ts';

const SAFE = ['GET', 'HEAD'];

/** The origin under which the browser knows the desk. */
export function ownOrigin(c: Context, { publicUrl, trustProxy }: DeskConfig): string {
  if (publicUrl !== undefined) return publicUrl;
  const { protocol, host } = new URL(c.req.url);
  // Its last entry is what the proxy itself wrote.
  const forwarded = trustProxy
    ? c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase()
    : undefined;
  return `${forwarded === 'https' || forwarded === 'http' ? forwarded : protocol.slice(0, -1)}://${host}`;
}

export const isSecure = (c: Context, desk: DeskConfig): boolean =>
  ownOrigin(c, desk).startsWith('https:');

/**
 * Lets pass what changes something only where it comes from the desk's own pages: what the browser says of it (`Sec-Fetch-Site`),
 * or on plain HTTP, where it says nothing, the `Origin`. Besides `SameSite=Strict`, which counts other hosts of a domain as the same.
 */
export const sameOrigin =
  ({ config }: Pick<Deps, 'config'>): ConsoleMiddleware =>
  async (c, next) => {
    if (SAFE.includes(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const own =
      site === undefined
        ? c.req.header('origin') === ownOrigin(c, config.current().desk)
        : site === 'same-origin';
    return own ? next() : problem(c, 'wrong-origin');
  };
