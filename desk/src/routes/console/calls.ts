import { Hono } from 'hono';
import { normalizeOrderNumber } from '../../../../src/core/order-number.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import { CallAboutSchema, type CallAnswer, NewCallSchema } from '../../../wire/call.ts';
import { readCaller } from '../../../wire/caller.ts';
import { fingerprint, hashIdempotencyKey } from '../../auth/secrets.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { answerCall, learn } from '../../domain/agent-actions.ts';
import { lineOf } from '../../domain/line-hours.ts';
import { mintCall } from '../../domain/new-call.ts';
import { jsonBody } from '../../http/json-body.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { callerOf } from './caller.ts';
import { phoneToCall, refusePhone } from './phone-to-call.ts';
import { queueRow } from './queue-row.ts';
import { createTicketAnswers } from './ticket-answers.ts';

/** Kinds of searches, as the audit log calls them. */
const KINDS = {
  ticket: 'ticket-number',
  code: 'brief-code',
  phone: 'phone',
  text: 'order-number',
} as const;

/** Calls that come in: opening their tickets, and what is learnt during them. */
export function callRoutes(deps: Deps): ConsoleApp {
  const { config, store, random, secret } = deps;
  const { act, acting, viewOf } = createTicketAnswers(deps);
  const routes: ConsoleApp = new Hono<ConsoleEnv>();

  routes.post('/calls', jsonBody(NewCallSchema), async (c) => {
    const { id, caller: typed, line, seen } = c.req.valid('json');
    const { agent, now } = acting(c);
    const { shop } = config.current();
    if (line !== undefined && !lineOf(shop, line))
      return problem(c, 'invalid-body', { errors: [{ pointer: '/line', code: 'unknown' }] });
    const asked = readCaller(typed);
    const idempotency = {
      keyHash: hashIdempotencyKey(secret, `call ${agent} ${id}`),
      fingerprint: fingerprint(secret, [typed, line]),
    };
    const found = await callerOf(asked, store, now);
    if (asked.kind !== 'nothing')
      await requestStore(c, deps).audit.add(now, {
        actor: agent,
        action: 'tickets.searched',
        detail: KINDS[asked.kind],
      });
    if (!found) {
      // A code may expire after it has opened its ticket.
      const replay = await store.tickets.replay(idempotency, now);
      if (replay?.kind === 'replayed')
        return c.json({ ticket: await viewOf(c, replay.ticket) } satisfies CallAnswer);
      return problem(c, asked.kind === 'code' ? 'unknown-code' : 'not-found');
    }
    const { caller, language, code, named } = found;
    // Who names a ticket that has ended calls about it: it is opened again rather than told anew.
    if (named && !isOpen(named.status) && !seen.includes(named.number))
      return c.json({ offered: [queueRow(named)] } satisfies CallAnswer);
    const outcome = await requestStore(c, deps).tickets.openCall({
      mint: () =>
        mintCall(
          { caller: { ...caller, line: line ?? caller.line }, agent, now, language },
          shop,
          random,
        ),
      now,
      agent,
      idempotency,
      alike: { ...caller, number: named?.number },
      seen,
      code,
    });
    switch (outcome.kind) {
      case 'open-tickets':
        return c.json({ offered: outcome.tickets.map(queueRow) } satisfies CallAnswer);
      case 'on-a-call':
        return problem(c, 'on-a-call');
      case 'key-reused':
        return problem(c, 'idempotency-key-reused');
      default:
        return c.json(
          { ticket: await viewOf(c, outcome.ticket) } satisfies CallAnswer,
          outcome.kind === 'created' ? 201 : 200,
        );
    }
  });

  routes.post('/tickets/:number/answer', (c) => act(c, answerCall(acting(c))));

  routes.post('/tickets/:number/about', jsonBody(CallAboutSchema), async (c) => {
    const { line, topic, order, phone: said } = c.req.valid('json');
    const { shop } = config.current();
    const unknown = [
      ...(line !== undefined && !lineOf(shop, line) ? ['/line'] : []),
      ...(typeof topic === 'string' && !shop.topics.some(({ id }) => id === topic)
        ? ['/topic']
        : []),
    ];
    if (unknown.length > 0)
      return problem(c, 'invalid-body', {
        errors: unknown.map((pointer) => ({ pointer, code: 'unknown' })),
      });
    const phone = said === undefined ? undefined : phoneToCall(said, shop);
    if (phone === null) return refusePhone(c);
    const orderNumber = typeof order === 'string' ? normalizeOrderNumber(order) : order;
    return act(c, learn({ ...acting(c), line, topic, orderNumber, phone }));
  });

  return routes;
}
