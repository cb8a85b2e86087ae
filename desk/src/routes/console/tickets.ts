import { Hono } from 'hono';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import {
  addNote,
  claim,
  giveResult,
  release,
  startCall,
  type AgentRefusal,
} from '../../domain/agent-actions.ts';
import type { Presence } from '../../../wire/agent.ts';
import type { Decision } from '../../domain/change.ts';
import { CallResultSchema, NoteSchema } from '../../../wire/ticket.ts';
import type { QueueView } from '../../../wire/queue.ts';
import { openLines } from '../../../wire/calling-hours.ts';
import { PAGE_SIZE, placeText, readPlace } from './queue-page.ts';
import { queueRow } from './queue-row.ts';
import type { StoredTicket } from '../../domain/ticket.ts';
import type { ChangeOutcome } from '../../store/store.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { ConsoleApp, ConsoleContext, ConsoleEnv, Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { showsNumber, ticketView } from './ticket-view.ts';

const MAX_EARLIER = 10;

type Rule = (ticket: StoredTicket) => Decision<AgentRefusal>;

/** The queue, and what agents do with its tickets. */
export function ticketRoutes(deps: Deps): ConsoleApp {
  const { config, store, clock } = deps;
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

  async function show(c: ConsoleContext, ticket: StoredTicket): Promise<Response> {
    const agent = c.get('agent').id;
    const [notes, earlier] = await Promise.all([
      store.tickets.notes(ticket.number),
      store.tickets.earlier(ticket, MAX_EARLIER),
      recordFirstView(c, ticket),
    ]);
    return c.json(
      ticketView({ ticket, agent, notes, earlier, shop: config.current().shop, now: clock() }),
    );
  }

  async function tell(c: ConsoleContext, outcome: ChangeOutcome<AgentRefusal>): Promise<Response> {
    if (outcome.ok) return show(c, outcome.ticket);
    return problem(c, outcome.refusal === 'missing' ? 'not-found' : outcome.refusal);
  }

  /**
   * Changes a ticket by a rule and shows it.
   * @param change Also changes the agent's presence `from` one value `to` another: an agent on a
   *   call is not free.
   */
  async function act(
    c: ConsoleContext,
    rule: Rule,
    change?: { from: Presence; to: Presence },
  ): Promise<Response> {
    const number = numberOf(c);
    if (number === undefined) return problem(c, 'not-found');
    const within = requestStore(c, deps);
    const outcome = await within.tickets.change(number, clock(), rule);
    const { id, presence } = c.get('agent');
    if (outcome.ok && presence === change?.from)
      await within.agents.setPresence(id, change.to, clock());
    return tell(c, outcome);
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
    const by = acting(c);
    const open = openLines(config.current().shop, by.now);
    const outcome = await requestStore(c, deps).tickets.changeNext(by.now, open, claim(by));
    return !outcome.ok && outcome.refusal === 'missing'
      ? problem(c, 'nothing-waits')
      : tell(c, outcome);
  });

  routes.get('/tickets/:number', async (c) => {
    const number = numberOf(c);
    const ticket = number === undefined ? undefined : await store.tickets.find(number);
    return ticket ? show(c, ticket) : problem(c, 'not-found');
  });

  routes.post('/tickets/:number/claim', (c) => act(c, claim(acting(c))));
  routes.post('/tickets/:number/release', (c) => act(c, release(acting(c))));
  routes.post('/tickets/:number/call', (c) =>
    act(c, startCall(acting(c)), { from: 'here', to: 'on-call' }),
  );

  routes.post('/tickets/:number/result', jsonBody(CallResultSchema), async (c) => {
    const body = c.req.valid('json');
    return act(c, giveResult({ ...acting(c), result: body, shop: config.current().shop }), {
      from: 'on-call',
      to: 'here',
    });
  });

  routes.post('/tickets/:number/notes', jsonBody(NoteSchema), async (c) => {
    const body = c.req.valid('json');
    return act(c, addNote({ ...acting(c), text: body.text }));
  });

  return routes;
}
