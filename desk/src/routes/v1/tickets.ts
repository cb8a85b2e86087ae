import { Hono, type Context } from 'hono';
import type { ProblemCode } from '../../../../src/contract/problem.ts';
import {
  FeedbackRequestSchema,
  RescheduleRequestSchema,
  type Ticket,
} from '../../../../src/contract/ticket.ts';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import type { Decision } from '../../domain/change.ts';
import { cancel, erase, nudge, rate, reschedule } from '../../domain/member-actions.ts';
import { keyMatches } from '../../auth/secrets.ts';
import type { StoredTicket } from '../../domain/ticket.ts';
import { ticketView } from './ticket-view.ts';
import { bearerToken } from '../../auth/bearer.ts';
import { namesTag, weakTag } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { App, Deps, Env } from '../../deps.ts';
import {
  json,
  problems,
  requestBody,
  type Operation,
  type Paths,
} from '../../http/openapi-parts.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';

/** Compared with the key when there is no ticket. No key is known to have this hash. */
const NO_HASH = 'A'.repeat(43);
/** Looked up when what was sent is no ticket number. No ticket has it. */
const NO_NUMBER = '';

/**
 * The `ETag` of a ticket: it changes with everything that a member sees, except the time of the
 * answer.
 */
const etagOf = (ticket: Ticket): string => weakTag(JSON.stringify({ ...ticket, asOf: undefined }));

interface Answers {
  /** Makes the answer after the change; the ticket by default. */
  done?: (c: Context<Env>) => Response;
  /**
   * Whether a refused change was already made, so that a repeated request is answered with the
   * ticket.
   */
  isDone?: (ticket: StoredTicket) => boolean;
}

/** `GET /v1/tickets/{number}`, and what a member may do with a ticket whose key they have. */
export function ticketRoutes(deps: Deps): App {
  const { config, store, clock } = deps;
  const routes: App = new Hono<Env>();

  /**
   * Finds the ticket of a number and its key. A wrong key is answered like a number that does not
   * exist, after the same work: the ticket itself is read only for the right key.
   */
  async function authorized(c: Context<Env>): Promise<StoredTicket | undefined> {
    const written = c.req.param('number') ?? '';
    const number = normalizeTicketNumber(written) ?? NO_NUMBER;
    const key = bearerToken(c.req.header('authorization')) ?? '';
    const keyHash = await store.tickets.keyHash(number);
    return keyMatches(key, keyHash || NO_HASH) ? store.tickets.find(number) : undefined;
  }

  routes.get('/tickets/:number', async (c) => {
    const ticket = await authorized(c);
    if (!ticket) return problem(c, 'not-found');
    const view = ticketView(ticket, config.current().shop, clock());
    const tag = etagOf(view);
    c.header('ETag', tag);
    c.header('Vary', 'Authorization', { append: true });
    return namesTag(c.req.header('if-none-match'), tag) ? c.body(null, 304) : c.json(view);
  });

  /** Changes the ticket by a rule, unless the rule refuses, and answers with the changed ticket. */
  async function act<Refusal extends ProblemCode>(
    c: Context<Env>,
    rule: (now: number) => (ticket: StoredTicket) => Decision<Refusal>,
    answer: Answers = {},
  ): Promise<Response> {
    const found = await authorized(c);
    if (!found) return problem(c, 'not-found');
    const now = clock();
    const outcome = await requestStore(c, deps).tickets.change(found.number, now, rule(now));
    const show = (ticket: StoredTicket): Response =>
      c.json(ticketView(ticket, config.current().shop, now));
    if (outcome.ok) return answer.done?.(c) ?? show(outcome.ticket);
    const { refusal, ticket } = outcome;
    if (refusal === 'missing' || !ticket) return problem(c, 'not-found');
    if (answer.isDone?.(ticket)) return show(ticket);
    return problem(
      c,
      refusal,
      refusal === 'unknown-slot' ? { errors: [{ pointer: '/when/from', code: 'unknown' }] } : {},
    );
  }

  routes.post('/tickets/:number/cancel', (c) =>
    act(c, (now) => cancel({ now }), { isDone: ({ status }) => status === 'cancelled' }),
  );

  routes.post('/tickets/:number/reschedule', jsonBody(RescheduleRequestSchema), (c) =>
    act(c, (now) =>
      reschedule({ when: c.req.valid('json').when, now, shop: config.current().shop }),
    ),
  );

  routes.post('/tickets/:number/nudge', (c) =>
    act(c, (now) => nudge({ now, shop: config.current().shop })),
  );

  routes.post('/tickets/:number/feedback', jsonBody(FeedbackRequestSchema), (c) =>
    act(c, (now) => rate({ ...c.req.valid('json'), now }), {
      isDone: ({ rating, feedback }) => {
        const asked = c.req.valid('json');
        return rating === asked.rating && feedback === (asked.comment ?? null);
      },
    }),
  );

  routes.post('/tickets/:number/erase', (c) =>
    act(c, (now) => erase({ now, actor: 'member' }), { done: () => c.body(null, 204) }),
  );

  return routes;
}

const number = {
  name: 'number',
  in: 'path',
  required: true,
  description: 'Twelve digits; hyphens and spaces are ignored',
  schema: { type: 'string' },
};
const security = [{ ticketKey: [] }];

/** Describes an action on a ticket: most of them differ only in their refusals. */
function action(
  operation: Pick<Operation, 'operationId' | 'summary' | 'description' | 'requestBody'> &
    Partial<Pick<Operation, 'responses'>>,
  ...refusals: ProblemCode[]
): { post: Operation } {
  const ofBody: ProblemCode[] = operation.requestBody
    ? ['invalid-body', 'unsupported-media-type']
    : [];
  const codes: ProblemCode[] = [
    'not-found',
    ...refusals,
    ...ofBody,
    'body-too-large',
    'too-many-requests',
    'internal',
    'unavailable',
  ];
  return {
    post: {
      security,
      parameters: [number],
      ...operation,
      responses: {
        ...(operation.responses ?? { 200: json('Ticket', 'The ticket as it is now') }),
        ...problems(...codes),
      },
    },
  };
}

export const ticketPaths: Paths = {
  '/v1/tickets/{number}': {
    get: {
      operationId: 'getTicket',
      summary: 'Follow a ticket',
      description:
        'Without the right key the answer is the same as for a number that does not exist.',
      security,
      parameters: [number, { name: 'If-None-Match', in: 'header', schema: { type: 'string' } }],
      responses: {
        200: json('Ticket', 'The ticket as it is now'),
        304: { description: 'Nothing has changed since the answer with that ETag' },
        ...problems('not-found', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
  '/v1/tickets/{number}/cancel': action(
    {
      operationId: 'cancelTicket',
      summary: 'Cancel a ticket',
      description: 'Until an agent is calling. Cancelling what is cancelled changes nothing.',
    },
    'not-cancellable',
  ),
  '/v1/tickets/{number}/reschedule': action(
    {
      operationId: 'rescheduleTicket',
      summary: 'Book another slot, or be called as soon as possible',
      description:
        'Until an agent is calling. The new place is held before the old one is given back.',
      requestBody: requestBody('RescheduleRequest'),
    },
    'not-reschedulable',
    'unknown-slot',
    'slot-full',
  ),
  '/v1/tickets/{number}/nudge': action(
    {
      operationId: 'nudgeTicket',
      summary: 'Remind the agents',
      description: 'Once for each promise, and not while its line is closed. It moves nothing.',
    },
    'not-nudgeable',
  ),
  '/v1/tickets/{number}/feedback': action(
    {
      operationId: 'rateTicket',
      summary: 'Say how it went',
      description:
        'Once, within 30 days after the end of a ticket that was not cancelled. Saying the same again changes nothing.',
      requestBody: requestBody('FeedbackRequest'),
    },
    'not-ratable',
  ),
  '/v1/tickets/{number}/erase': action(
    {
      operationId: 'eraseTicket',
      summary: "Erase the member's data",
      description: 'An open ticket is cancelled by it. Afterwards the key opens nothing.',
      responses: { 204: { description: 'Erased' } },
    },
    'not-erasable',
  ),
};
