import { Hono } from 'hono';
import { normalizeOrderNumber } from '../../../../src/core/order-number.ts';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import type { FindView } from '../../../wire/find.ts';
import { queueRow } from './queue-row.ts';
import type { TicketRecord } from '../../domain/ticket.ts';
import type { Store } from '../../store/store.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';

const MOST_FOUND = 50;
const LONGEST_QUERY = 64;

type Sought = {
  kind: 'ticket-number' | 'brief-code' | 'phone-tail' | 'order-number';
  value: string;
};

/** What an agent has typed, by its shape alone. */
export function recognise(text: string): Sought | undefined {
  const ticket = normalizeTicketNumber(text);
  if (ticket !== undefined) return { kind: 'ticket-number', value: ticket };
  const value = normalizeOrderNumber(text);
  if (!value || value.length > LONGEST_QUERY) return undefined;
  // A code is read out in two groups of three.
  const digits = value.replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(digits)) return { kind: 'brief-code', value: digits };
  if (/^\d{4}$/.test(digits)) return { kind: 'phone-tail', value: digits };
  return { kind: 'order-number', value };
}

async function briefView(store: Store, code: string, now: number): Promise<FindView> {
  const found = await store.briefs.find(code, now);
  if (!found) return { tickets: [] };
  const { createdAt, member, line, body } = found;
  const { topic = null, order = null, occurredAt, note = null } = body;
  return {
    tickets: [],
    brief: {
      createdAt,
      member,
      line,
      topic,
      orderNumber: order,
      occurredAt: occurredAt === undefined ? null : Date.parse(occurredAt),
      note,
    },
  };
}

/** `GET /find?q=`. What was looked for is on record by its kind; the value may tell of a member. */
export function findRoutes({ store, clock }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const search = ({ kind, value }: Sought): Promise<TicketRecord[]> =>
    store.tickets.search(
      kind === 'ticket-number'
        ? { number: value }
        : kind === 'phone-tail'
          ? { phoneTail: value }
          : { orderNumber: value },
      MOST_FOUND,
    );

  routes.get('/find', async (c) => {
    const sought = recognise(c.req.query('q') ?? '');
    if (!sought) return c.json({ tickets: [] } satisfies FindView);
    const now = clock();
    await store.audit.add(now, {
      actor: c.get('agent').id,
      action: 'tickets.searched',
      detail: sought.kind,
    });
    const view: FindView =
      sought.kind === 'brief-code'
        ? await briefView(store, sought.value, now)
        : { tickets: (await search(sought)).map(queueRow) };
    return c.json(view);
  });

  return routes;
}
