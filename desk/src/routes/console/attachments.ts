import { Hono } from 'hono';
import * as v from 'valibot';
import { AttachmentIdSchema } from '../../../../src/contract/attachment.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { recordFirstView } from './first-view.ts';

/** What a browser must not do with bytes that a stranger has sent, should one open them as a page. */
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
};

/** The screenshots of tickets, for every agent who may open the ticket. */
export function attachmentRoutes(deps: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  routes.get('/attachments/:id', async (c) => {
    const id = c.req.param('id');
    const found = v.is(AttachmentIdSchema, id) ? await deps.store.attachments.read(id) : undefined;
    if (!found) return problem(c, 'not-found');
    await recordFirstView(c, deps, 'ticket.screenshots-seen', found.ticket);
    return c.body(new Uint8Array(found.data), 200, {
      ...HEADERS,
      'Content-Type': found.type,
      'Content-Disposition': `attachment; filename="${found.ticket}-${id.slice(0, 4)}.jpg"`,
    });
  });
  return routes;
}
