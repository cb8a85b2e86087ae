import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Ticket } from '../../../src/contract/ticket.ts';
import { normalizeTicketNumber } from '../../../src/core/ticket-number.ts';
import { cancel } from '../domain/member-actions.ts';
import { hashKey, keyMatches } from '../domain/secrets.ts';
import type { StoredTicket } from '../domain/ticket.ts';
import { ticketView } from '../domain/ticket-view.ts';
import type { App, Deps, Env } from './deps.ts';
import { json, problems, type Paths } from './describe.ts';
import { problem } from './problem.ts';

/** Compared with where there is no ticket, so that both cases cost the same. */
const NOBODYS_HASH = hashKey('');

/** Changes with everything a member sees of a ticket, except the time of the answer. */
const tagOf = (ticket: Ticket): string =>
  `W/"${createHash('sha256')
    .update(JSON.stringify({ ...ticket, asOf: undefined }))
    .digest('base64url')
    .slice(0, 22)}"`;

const matches = (header: string | undefined, tag: string): boolean => header?.split(',').some((candidate) => candidate.trim() === tag) ?? false;

/** `GET /v1/tickets/{number}` and what a member may do with a ticket whose key they hold. */
export function ticketRoutes(app: App, { config, store, clock, announce }: Deps): void {
  /** The ticket whose number and key both fit; a wrong key is told no more than a wrong number. */
  async function authorised(c: Context<Env>): Promise<StoredTicket | undefined> {
    const number = normalizeTicketNumber(c.req.param('number') ?? '');
    const key = /^Bearer +([\w-]{1,200})$/i.exec(c.req.header('authorization')?.trim() ?? '')?.[1] ?? '';
    const ticket = number === undefined ? undefined : await store.tickets.find(number);
    return keyMatches(key, ticket?.keyHash ?? NOBODYS_HASH) ? ticket : undefined;
  }

  app.get('/v1/tickets/:number', async (c) => {
    const ticket = await authorised(c);
    if (!ticket) return problem(c, 'not-found');
    const view = ticketView(ticket, config.current().shop, clock());
    const tag = tagOf(view);
    c.header('ETag', tag);
    c.header('Vary', 'Authorization', { append: true });
    return matches(c.req.header('if-none-match'), tag) ? c.body(null, 304) : c.json(view);
  });

  app.post('/v1/tickets/:number/cancel', async (c) => {
    const found = await authorised(c);
    if (!found) return problem(c, 'not-found');
    const now = clock();
    const outcome = await store.tickets.change(found.number, now, cancel({ now }), announce);
    const { ticket } = outcome;
    if (!ticket || (!outcome.ok && outcome.refusal === 'missing')) return problem(c, 'not-found');
    return ticket.status === 'cancelled' ? c.json(ticketView(ticket, config.current().shop, now)) : problem(c, 'not-cancellable');
  });
}

const number = { name: 'number', in: 'path', required: true, description: 'Twelve digits; hyphens and spaces are ignored', schema: { type: 'string' } };
const security = [{ ticketKey: [] }];

export const ticketPaths: Paths = {
  '/v1/tickets/{number}': {
    get: {
      operationId: 'getTicket',
      summary: 'Follow a ticket',
      description: 'Without the right key the answer is the same as for a number that does not exist.',
      security,
      parameters: [number, { name: 'If-None-Match', in: 'header', schema: { type: 'string' } }],
      responses: {
        200: json('Ticket', 'The ticket as it is now'),
        304: { description: 'Nothing has changed since the answer with that ETag' },
        ...problems('not-found', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
  '/v1/tickets/{number}/cancel': {
    post: {
      operationId: 'cancelTicket',
      summary: 'Cancel a ticket',
      description: 'Until an agent is calling. Cancelling what is cancelled changes nothing.',
      security,
      parameters: [number],
      responses: { 200: json('Ticket', 'The cancelled ticket'), ...problems('not-found', 'not-cancellable', 'body-too-large', 'too-many-requests', 'internal', 'unavailable') },
    },
  },
};
