import { Hono } from 'hono';
import { normalizeOrderNumber } from '../../../../src/core/order-number.ts';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import {
  addNote,
  answerCall,
  claim,
  giveResult,
  learn,
  release,
  startCall,
  type AgentRefusal,
} from '../../domain/agent-actions.ts';
import type { Decision } from '../../domain/change.ts';
import { CallAboutSchema, type CallAnswer, NewCallSchema } from '../../../wire/call.ts';
import { readCaller } from '../../../wire/caller.ts';
import {
  ANY_SUPERVISOR,
  CallResultSchema,
  NoteSchema,
  TransferSchema,
} from '../../../wire/ticket.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import type { QueueView } from '../../../wire/queue.ts';
import { openLines } from '../../../wire/calling-hours.ts';
import { PAGE_SIZE, placeText, readPlace } from './queue-page.ts';
import { queueRow } from './queue-row.ts';
import { isConnected, linesOf } from '../../domain/agent.ts';
import { supervisorFor, transfer } from '../../domain/transfer.ts';
import type { StoredTicket } from '../../domain/ticket.ts';
import type { ChangeOutcome } from '../../store/store.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { ConsoleApp, ConsoleContext, ConsoleEnv, Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { lineOf } from '../../domain/line-hours.ts';
import { fingerprint, hashIdempotencyKey } from '../../auth/secrets.ts';
import { mintCall } from '../../domain/new-call.ts';
import { isOpen } from '../../../../src/core/ticket-status.ts';
import { callerOf } from './caller.ts';
import { phoneToCall, refusePhone } from './phone-to-call.ts';
import { showsNumber, ticketView } from './ticket-view.ts';

const MAX_EARLIER = 10;

/** Kinds of searches, as the audit log calls them. */
const KINDS = {
  ticket: 'ticket-number',
  code: 'brief-code',
  phone: 'phone',
  text: 'order-number',
} as const;

type Rule = (ticket: StoredTicket) => Decision<AgentRefusal>;

/** The queue, and what agents do with its tickets. */
export function ticketRoutes(deps: Deps): ConsoleApp {
  const { config, store, clock, random, secret } = deps;
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const numberOf = (c: ConsoleContext): string | undefined =>
    normalizeTicketNumber(c.req.param('number') ?? '');

  /** Records, before a member's number is shown, that an agent sees it for the first time. */
  async function recordFirstView(c: ConsoleContext, ticket: StoredTicket): Promise<void> {
    const agent = c.get('agent').id;
    if (!showsNumber(ticket, agent)) return;
    const done = await store.audit.list({ actor: agent, ticket: ticket.number }, 1000);
    if (done.some(({ action }) => action === 'ticket.opened')) return;
    await requestStore(c, deps).audit.add(clock(), {
      actor: agent,
      action: 'ticket.opened',
      ticket: ticket.number,
    });
  }

  async function viewOf(c: ConsoleContext, ticket: StoredTicket): Promise<TicketView> {
    const [notes, earlier, others] = await Promise.all([
      store.tickets.notes(ticket.number),
      store.tickets.earlier(ticket, MAX_EARLIER),
      store.tickets.openAlike(ticket, MAX_EARLIER + 1),
      recordFirstView(c, ticket),
    ]);
    return ticketView({
      ticket,
      agent: c.get('agent'),
      notes,
      earlier,
      others: others.filter(({ number }) => number !== ticket.number),
      shop: config.current().shop,
      now: clock(),
    });
  }

  const show = async (c: ConsoleContext, ticket: StoredTicket): Promise<Response> =>
    c.json(await viewOf(c, ticket));

  async function tell(c: ConsoleContext, outcome: ChangeOutcome<AgentRefusal>): Promise<Response> {
    if (outcome.ok) return show(c, outcome.ticket);
    return problem(c, outcome.refusal === 'missing' ? 'not-found' : outcome.refusal);
  }

  /** Changes a ticket by a rule and shows it. */
  async function act(c: ConsoleContext, rule: Rule): Promise<Response> {
    const number = numberOf(c);
    if (number === undefined) return problem(c, 'not-found');
    return tell(c, await requestStore(c, deps).tickets.change(number, clock(), rule));
  }

  const acting = (c: ConsoleContext): { agent: string; now: number } => ({
    agent: c.get('agent').id,
    now: clock(),
  });

  routes.get('/queue', async (c) => {
    const asOf = clock();
    const { after } = c.req.query();
    if (after === undefined) {
      const rows = (await store.tickets.open()).map(queueRow);
      return c.json({ asOf, rows } satisfies QueueView);
    }
    const place = after === '' ? undefined : readPlace(after);
    if (after !== '' && place === undefined) return problem(c, 'not-found');
    // One more than shown tells whether there are more.
    const found = await store.tickets.openAfter(place, PAGE_SIZE + 1);
    const page = found.slice(0, PAGE_SIZE);
    const last = found.length > PAGE_SIZE ? page.at(-1) : undefined;
    const view: QueueView = {
      asOf,
      rows: page.map(queueRow),
      ...(last && { next: placeText(last) }),
    };
    return c.json(view);
  });

  routes.post('/next', async (c) => {
    // The call would be lost from view.
    if ((await store.tickets.callOf(c.get('agent').id)) !== undefined)
      return problem(c, 'on-a-call');
    const by = acting(c);
    const open = openLines(config.current().shop, by.now);
    const served = linesOf(c.get('agent'));
    const outcome = await requestStore(c, deps).tickets.changeNext(by.now, open, claim(by), served);
    return !outcome.ok && outcome.refusal === 'missing'
      ? problem(c, 'nothing-waits')
      : tell(c, outcome);
  });

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

  routes.get('/tickets/:number', async (c) => {
    const number = numberOf(c);
    const ticket = number === undefined ? undefined : await store.tickets.find(number);
    return ticket ? show(c, ticket) : problem(c, 'not-found');
  });

  routes.post('/tickets/:number/claim', (c) => act(c, claim(acting(c))));
  routes.post('/tickets/:number/release', (c) => act(c, release(acting(c))));
  routes.post('/tickets/:number/call', (c) => act(c, startCall(acting(c))));
  routes.post('/tickets/:number/answer', (c) => act(c, answerCall(acting(c))));

  routes.post('/tickets/:number/result', jsonBody(CallResultSchema), async (c) => {
    const body = c.req.valid('json');
    const { shop } = config.current();
    const said = body.result === 'follow-up' ? body.phone : undefined;
    const phone = said === undefined ? undefined : phoneToCall(said, shop);
    if (phone === null) return refusePhone(c);
    return act(c, giveResult({ ...acting(c), result: body, shop, phone }));
  });

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

  routes.post('/tickets/:number/notes', jsonBody(NoteSchema), async (c) => {
    const body = c.req.valid('json');
    return act(c, addNote({ ...acting(c), text: body.text }));
  });

  routes.post('/tickets/:number/transfer', jsonBody(TransferSchema), async (c) => {
    const number = numberOf(c);
    if (number === undefined) return problem(c, 'not-found');
    const { to, note } = c.req.valid('json');
    const { id: agent, role } = c.get('agent');
    const now = clock();
    const [agents, held] = await Promise.all([store.agents.all(), store.tickets.held()]);
    // An agent who is not connected would only let the claim lapse.
    const found =
      to === ANY_SUPERVISOR
        ? supervisorFor(agent, agents, held, now)
        : agents.find((one) => one.id === to && isConnected(one, now));
    if (!found) return problem(c, 'agent-not-here');
    return act(c, transfer({ agent, role, to: found.id, note, now }));
  });

  return routes;
}
