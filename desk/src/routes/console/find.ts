import { Hono } from 'hono';
import { normalizeOrderNumber } from '../../../../src/core/order-number.ts';
import { normalizeTicketNumber } from '../../../../src/core/ticket-number.ts';
import type { FindView } from '../../../wire/find.ts';
import { queueRow } from './queue-row.ts';
import type { TicketRecord } from '../../domain/ticket.ts';
import type { Store } from '../../store/store.ts';
import type { ConsoleApp, ConsoleEnv, Deps } from '../../deps.ts';

const MAX_FOUND = 50;
const MAX_QUERY_LENGTH = 64;

type Query = {
  kind: 'ticket-number' | 'brief-code' | 'phone-tail' | 'order-number';
  value: string;
};

/** Tells by its form alone what an agent has typed. */
export function recognizeQuery(text: string): Query | undefined {
  const ticket = normalizeTicketNumber(text);
  if (ticket !== undefined) return { kind: 'ticket-number', value: ticket };
  const value = normalizeOrderNumber(text);
  if (!value || value.length > MAX_QUERY_LENGTH) return undefined;
  // A member may read the code out as two groups of three digits.
  const digits = value.replace(/[\s-]/g, '');
  if (/^\d{6}$/.test(digits)) return { kind: 'brief-code', value: digits };
  if (/^\d{4}$/.test(digits)) return { kind: 'phone-tail', value: digits };
  return { kind: 'order-number', value };
}

async function briefView(store: Store, code: string, now: number): Promise<FindView> {
  const found = await store.briefs.find(code, now);
  if (!found) return { tickets: [] };
  const { createdAt, member, line, body, ticket } = found;
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
      ticket,
    },
  };
}

/**
 * `GET /find?q=`. The audit log records only the kind of each search: its text may identify a
 * member.
 */
export function findRoutes({ store, clock }: Deps): ConsoleApp {
  const routes: ConsoleApp = new Hono<ConsoleEnv>();
  const search = ({ kind, value }: Query): Promise<TicketRecord[]> =>
    store.tickets.search(
      kind === 'ticket-number'
        ? { number: value }
        : kind === 'phone-tail'
          ? { phoneTail: value }
          : { orderNumber: value },
      MAX_FOUND,
    );

  routes.get('/find', async (c) => {
    const query = recognizeQuery(c.req.query('q') ?? '');
    if (!query) return c.json({ tickets: [] } satisfies FindView);
    const now = clock();
    await store.audit.add(now, {
      actor: c.get('agent').id,
      action: 'tickets.searched',
      detail: query.kind,
    });
    const view: FindView =
      query.kind === 'brief-code'
        ? await briefView(store, query.value, now)
        : { tickets: (await search(query)).map(queueRow) };
    return c.json(view);
  });

  return routes;
}
