import { Hono } from 'hono';
import { addNote, claim, giveResult, release, startCall } from '../../domain/agent-actions.ts';
import {
  ANY_SUPERVISOR,
  CallResultSchema,
  MergeSchema,
  NoteSchema,
  TransferSchema,
} from '../../../wire/ticket.ts';
import type { QueueRow, QueueView } from '../../../wire/queue.ts';
import { openLines } from '../../../wire/calling-hours.ts';
import { mapInParts } from './in-parts.ts';
import { PAGE_SIZE, placeText, readPlace } from './queue-page.ts';
import type { QueueTicket } from '../../store/store.ts';
import { createCallerKeys } from './caller-keys.ts';
import { queueRow } from './queue-row.ts';
import { isConnected, linesOf } from '../../domain/agent.ts';
import { merge } from '../../domain/merge.ts';
import { supervisorFor, transfer } from '../../domain/transfer.ts';
import { jsonBody } from '../../http/json-body.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';
import { problem } from '../../http/problem.ts';
import { requestStore } from '../../http/request-store.ts';
import { phoneToCall, refusePhone } from './phone-to-call.ts';
import { createTicketAnswers } from './ticket-answers.ts';

/** The queue, and what agents do with its tickets. */
export function ticketRoutes(deps: Deps): ConsoleApp {
  const { config, store, clock } = deps;
  const { act, acting, numberOf, show, tell } = createTicketAnswers(deps);
  const keysOf = createCallerKeys(deps.secret);
  const rowOf = (ticket: QueueTicket): QueueRow => ({ ...queueRow(ticket), same: keysOf(ticket) });
  const routes: ConsoleApp = new Hono<ConsoleEnv>();

  routes.get('/queue', async (c) => {
    const asOf = clock();
    const { after } = c.req.query();
    if (after === undefined) {
      const rows = await mapInParts(await store.tickets.open(), rowOf);
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
      rows: await mapInParts(page, rowOf),
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

  routes.get('/tickets/:number', async (c) => {
    const number = numberOf(c);
    const ticket = number === undefined ? undefined : await store.tickets.find(number);
    return ticket ? show(c, ticket) : problem(c, 'not-found');
  });

  routes.post('/tickets/:number/claim', (c) => act(c, claim(acting(c))));
  routes.post('/tickets/:number/release', (c) => act(c, release(acting(c))));
  routes.post('/tickets/:number/call', (c) => act(c, startCall(acting(c))));

  routes.post('/tickets/:number/result', jsonBody(CallResultSchema), async (c) => {
    const body = c.req.valid('json');
    const { shop } = config.current();
    const said = body.result === 'follow-up' ? body.phone : undefined;
    const phone = said === undefined ? undefined : phoneToCall(said, shop);
    if (phone === null) return refusePhone(c);
    return act(c, giveResult({ ...acting(c), result: body, shop, phone }));
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

  routes.post('/tickets/:number/merge', jsonBody(MergeSchema), async (c) => {
    const into = numberOf(c);
    if (into === undefined) return problem(c, 'not-found');
    const numbers = [...new Set(c.req.valid('json').numbers)];
    const by = acting(c);
    if (numbers.includes(into)) return problem(c, 'not-alike');
    const outcome = await requestStore(c, deps).tickets.merge(
      { into, numbers, now: by.now },
      merge(by),
    );
    if (outcome.ok) return show(c, outcome.ticket);
    const { refusal, number } = outcome;
    const code = refusal === 'missing' ? 'not-found' : refusal;
    const at = numbers.indexOf(number);
    return problem(c, code, at < 0 ? {} : { errors: [{ pointer: `/numbers/${at}`, code }] });
  });

  return routes;
}
