import { Hono, type Context } from 'hono';
import type { ProblemCode } from '../../../../src/contract/problem.ts';
import { InquiryAnswerSchema } from '../../../../src/contract/inquiry.ts';
import {
  FeedbackRequestSchema,
  ReopenRequestSchema,
  ReportRequestSchema,
  RescheduleRequestSchema,
  type MemberTickets,
  type Ticket,
} from '../../../../src/contract/ticket.ts';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import type { Decision } from '../../domain/change.ts';
import { ready, reopen, saidReady, saidReopen } from '../../domain/call-again.ts';
import { recordMasked, withoutSecrets } from '../../domain/masking.ts';
import { answer as answerInquiry, saidBefore } from '../../domain/inquiries.ts';
import { sharesKey } from '../../domain/merge.ts';
import {
  cancel,
  erase,
  nudge,
  isRated,
  rate,
  RATE_WITHIN_MS,
  reschedule,
} from '../../domain/member-actions.ts';
import { equalInConstantTime } from '../../auth/equal.ts';
import { createIdentify } from '../../auth/member-token.ts';
import { refuseAttachments } from './brief-errors.ts';
import { keyMatches, throttleKey } from '../../auth/secrets.ts';
import { HOUR, instantFrom, iso, SECOND } from '../../../../src/core/time.ts';
import type { StoredTicket } from '../../domain/ticket.ts';
import { reportCall } from '../../domain/report-call.ts';
import { memberTicket, ticketView } from './ticket-view.ts';
import { reportedNumber } from './reported-number.ts';
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
import { problem, retryAfter } from '../../http/problem.ts';
import { perAddress } from '../../http/rate-limit.ts';
import { requestStore } from '../../http/request-store.ts';

/** Compared with the key when there is no ticket. No key is known to have this hash. */
const NO_HASH = 'A'.repeat(43);
/** Looked up when what was sent is no ticket number. No ticket has it. */
const NO_NUMBER = '';

/** A member token, which has three parts; a key of base64url has no dots. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** A member's list shows tickets for this long after their end, ms: as long as they may be rated. */
const SHOWN_AFTER_END_MS = RATE_WITHIN_MS;
const MAX_LISTED = 20;
/** Reports of calls in an hour, of one ticket and of one address. */
const MAX_REPORTS = { ofTicket: 10, ofAddress: 20 };

/** Why a ticket is not shown. */
type Refused = 'not-found' | 'token-not-accepted';

/**
 * The `ETag` of a ticket: it changes with everything that a member sees, except the time of the
 * answer.
 */
const etagOf = (ticket: Ticket): string => weakTag(JSON.stringify({ ...ticket, asOf: undefined }));

interface Answers {
  /** Done before the change, with the ticket that the key opens. May refuse it with an answer. */
  before?: (ticket: StoredTicket) => Promise<Response | undefined>;
  /** Makes the answer after the change; the ticket by default. */
  done?: (c: Context<Env>, changed: Ticket) => Response;
  /**
   * Whether a refused change was already made, so that a repeated request is answered with the
   * ticket.
   */
  isDone?: (ticket: StoredTicket) => boolean;
}

/**
 * `GET /v1/tickets` and `GET /v1/tickets/{number}`, and what a member may do with a ticket that is
 * theirs, or whose key they have.
 */
export function ticketRoutes(deps: Deps): App {
  const { config, store, clock } = deps;
  const routes: App = new Hono<Env>();

  /** The member whom the shop vouches for; undefined where the token is none, or not believed. */
  async function memberOf(c: Context<Env>): Promise<string | undefined> {
    const { desk } = config.current();
    const identify = createIdentify(desk.keys, desk.id);
    return (await identify(c.req.header('authorization'), clock())).sub;
  }

  /**
   * Finds the ticket of a number for whoever has its key, or is its member. What is wrong is answered
   * like a number that does not exist, after the same work: the ticket itself is read only for the
   * right one. A token that the desk does not believe is answered as such, whatever the number: the
   * device is to come again with a fresh one.
   */
  async function authorized(c: Context<Env>): Promise<StoredTicket | Refused> {
    const written = c.req.param('number') ?? '';
    const number = normalizeTicketNumber(written) ?? NO_NUMBER;
    const key = bearerToken(c.req.header('authorization')) ?? '';
    const isToken = TOKEN.test(key);
    const member = isToken ? await memberOf(c) : undefined;
    if (isToken && member === undefined) return 'token-not-accepted';
    const owner = await store.tickets.owner(number);
    const isTheirs =
      member === undefined
        ? keyMatches(key, owner?.keyHash || NO_HASH)
        : equalInConstantTime(member, owner?.member ?? '');
    const ticket = isTheirs ? await store.tickets.find(number) : undefined;
    return ticket ? livingOn(ticket) : 'not-found';
  }

  /** The ticket into which a ticket was merged, where its key opens that too; else the ticket. */
  async function livingOn(ticket: StoredTicket): Promise<StoredTicket> {
    if (ticket.mergedInto === null) return ticket;
    const into = await store.tickets.find(ticket.mergedInto);
    return into && sharesKey(ticket, into) ? into : ticket;
  }

  routes.get('/tickets', async (c) => {
    c.header('Vary', 'Authorization', { append: true });
    const member = await memberOf(c);
    if (member === undefined) return problem(c, 'token-not-accepted');
    const now = clock();
    const { shop } = config.current();
    const found = await store.tickets.ofMember(member, now - SHOWN_AFTER_END_MS, MAX_LISTED);
    const answer: MemberTickets = {
      asOf: iso(now),
      tickets: found.map((ticket) => memberTicket(ticket, shop, now)),
    };
    return c.json(answer);
  });

  routes.get('/tickets/:number', async (c) => {
    const ticket = await authorized(c);
    if (typeof ticket === 'string') return problem(c, ticket);
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
    if (typeof found === 'string') return problem(c, found);
    const refused = await answer.before?.(found);
    if (refused) return refused;
    const now = clock();
    const outcome = await requestStore(c, deps).tickets.change(found.number, now, rule(now));
    const viewOf = (ticket: StoredTicket): Ticket => ticketView(ticket, config.current().shop, now);
    const show = (ticket: StoredTicket): Response => c.json(viewOf(ticket));
    if (outcome.ok) return answer.done?.(c, viewOf(outcome.ticket)) ?? show(outcome.ticket);
    const { refusal, ticket } = outcome;
    if (refusal === 'missing' || !ticket) return problem(c, 'not-found');
    if (answer.isDone?.(ticket)) return show(ticket);
    if (refusal === 'unknown-attachment') return refuseAttachments(c, outcome.at ?? []);
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

  routes.post('/tickets/:number/ready', (c) =>
    act(c, (now) => ready({ now, shop: config.current().shop }), { isDone: saidReady }),
  );

  routes.post('/tickets/:number/reopen', jsonBody(ReopenRequestSchema), (c) =>
    act(
      c,
      (now) => {
        const { shop } = config.current();
        const { body, isMasked } = withoutSecrets(c.req.valid('json'), shop);
        return recordMasked(reopen({ ...body, now, shop }), isMasked, now);
      },
      { isDone: saidReopen },
    ),
  );

  routes.post('/tickets/:number/feedback', jsonBody(FeedbackRequestSchema), (c) => {
    const { body, isMasked } = withoutSecrets(c.req.valid('json'), config.current().shop);
    return act(c, (now) => recordMasked(rate({ ...body, now }), isMasked, now), {
      isDone: (ticket) =>
        isRated(ticket) &&
        ticket.rating === body.rating &&
        ticket.feedback === (body.comment ?? null),
    });
  });

  routes.post('/tickets/:number/answers', jsonBody(InquiryAnswerSchema), (c) => {
    const sent = c.req.valid('json');
    const { body, isMasked } =
      sent.kind === 'order'
        ? withoutSecrets(sent, config.current().shop)
        : { body: sent, isMasked: false };
    // The schema checks the form of a timestamp only: 31 February passes it.
    if (body.kind === 'time' && instantFrom(body.occurredAt) === undefined)
      return problem(c, 'invalid-body', {
        errors: [{ pointer: '/occurredAt', code: 'iso-timestamp' }],
      });
    return act(c, (now) => recordMasked(answerInquiry({ body, now }), isMasked, now), {
      isDone: saidBefore(body),
    });
  });

  /** Refuses more reports of calls than somebody has reason to make. */
  async function limitReports(
    c: Context<Env>,
    { number }: StoredTicket,
  ): Promise<Response | undefined> {
    const key = throttleKey(deps.secret, 'reports', number);
    const taken = await requestStore(c, deps).throttle.take(
      [{ key, points: MAX_REPORTS.ofTicket, ms: HOUR }],
      clock(),
    );
    return taken.ok
      ? undefined
      : problem(c, 'too-many-requests', { headers: retryAfter(taken.retryAfterMs) });
  }

  routes.post(
    '/tickets/:number/report',
    perAddress(config, () => MAX_REPORTS.ofAddress, HOUR / SECOND),
    jsonBody(ReportRequestSchema),
    (c) => {
      const reported = reportedNumber(c.req.valid('json').number, config.current().shop);
      if ('problem' in reported)
        return problem(c, 'invalid-body', {
          errors: [{ pointer: '/number', code: reported.problem }],
        });
      return act(c, (now) => reportCall({ now, ...reported }), {
        before: (ticket) => limitReports(c, ticket),
        done: (_, ticket) => {
          const { report } = ticket;
          const { ours } = reported;
          return c.json(
            report && ours !== null ? { ...ticket, report: { ...report, ours } } : ticket,
          );
        },
      });
    },
  );

  /** Erases what was merged into a ticket. */
  async function eraseMerged(c: Context<Env>, { number }: StoredTicket): Promise<undefined> {
    const now = clock();
    const { tickets } = requestStore(c, deps);
    for (const merged of await store.tickets.mergedInto(number))
      await tickets.change(merged.number, now, erase({ now, actor: 'member' }));
  }

  routes.post('/tickets/:number/erase', (c) =>
    act(c, (now) => erase({ now, actor: 'member' }), {
      // First: whatever fails then can be asked for again.
      before: (ticket) => eraseMerged(c, ticket),
      done: () => c.body(null, 204),
    }),
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
const security = [{ ticketKey: [] }, { memberToken: [] }];

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
    'token-not-accepted',
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
  '/v1/tickets': {
    get: {
      operationId: 'listTickets',
      summary: "The member's own tickets",
      description:
        'Open ones, and those that ended within 30 days, at most 20: callbacks from any device, and calls. One that was merged into another of them is not listed beside it. The member token opens each of them.',
      security: [{ memberToken: [] }],
      responses: {
        200: json('MemberTickets', 'Open ones first, newest first'),
        ...problems('token-not-accepted', 'too-many-requests', 'internal', 'unavailable'),
      },
    },
  },
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
        ...problems(
          'not-found',
          'token-not-accepted',
          'too-many-requests',
          'internal',
          'unavailable',
        ),
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
  '/v1/tickets/{number}/ready': action(
    {
      operationId: 'callTicketNow',
      summary: 'Say that the member can talk now',
      description:
        'After a call that did not reach the member: the next attempt is due now. Once for each attempt, and while the line calls members.',
    },
    'not-ready',
  ),
  '/v1/tickets/{number}/reopen': action(
    {
      operationId: 'reopenTicket',
      summary: 'Open a ticket again that is not solved',
      description:
        'Within 30 days after it was solved or closed. The member is called again, with the promise of a new callback.',
      requestBody: requestBody('ReopenRequest'),
    },
    'not-reopenable',
  ),
  '/v1/tickets/{number}/report': action(
    {
      operationId: 'reportCall',
      summary: 'Report a call from somebody who says that they are the shop',
      description: `While the ticket is open, and for 30 days after its end. The number that called may follow: within 15 minutes it is the same call. Agents see it with the ticket. At most ${MAX_REPORTS.ofTicket} reports with one ticket in an hour, and ${MAX_REPORTS.ofAddress} of one address.`,
      requestBody: requestBody('ReportRequest'),
    },
    'not-reportable',
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
  '/v1/tickets/{number}/answers': action(
    {
      operationId: 'answerInquiry',
      summary: 'Add what an agent has asked for',
      description:
        'An order number or a time becomes that of the ticket; screenshots are claimed. Each inquiry is answered once; saying the same again changes nothing.',
      requestBody: requestBody('InquiryAnswer'),
    },
    'unknown-inquiry',
    'inquiry-withdrawn',
    'inquiry-answered',
    'unknown-attachment',
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
