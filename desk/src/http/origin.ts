import type { Context } from 'hono';
import type { DeskConfig } from '../config/desk-config.ts';
import type { ConsoleMiddleware, Deps } from '../deps.ts';
import { problem } from './problem.ts';

const SAFE_METHODS = ['GET', 'HEAD'];

/**
 * The origin under which browsers reach the desk: `publicUrl` of the config, or what the request
 * says.
 */
export function ownOrigin(c: Context, { publicUrl, trustProxy }: DeskConfig): string {
  if (publicUrl !== undefined) return publicUrl;
  const { protocol, host } = new URL(c.req.url);
  // The last entry is the one that the trusted proxy wrote itself.
  const forwarded = trustProxy
    ? c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase()
    : undefined;
  return `${forwarded === 'https' || forwarded === 'http' ? forwarded : protocol.slice(0, -1)}://${host}`;
}

export const isHttps = (c: Context, desk: DeskConfig): boolean =>
  ownOrigin(c, desk).startsWith('https:');

/**
 * Refuses requests that change something, unless they come from the desk's own pages.
 * `Sec-Fetch-Site` decides; browsers leave it out on plain HTTP, where `Origin` decides.
 * Complements `SameSite=Strict`, which lets other hosts of the same domain through.
 *
 * Not `hono/csrf`: it checks only bodies that a form can send, so JSON would pass unchecked, and it
 * accepts a matching `Origin` even where `Sec-Fetch-Site` names another site.
 */
export const requireSameOrigin =
  ({ config }: Pick<Deps, 'config'>): ConsoleMiddleware =>
  async (c, next) => {
    if (SAFE_METHODS.includes(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const isOwn =
      site === undefined
        ? c.req.header('origin') === ownOrigin(c, config.current().desk)
        : site === 'same-origin';
    return isOwn ? next() : problem(c, 'wrong-origin');
  };
