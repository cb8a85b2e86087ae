import type { TestContext } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { ConfigInput } from '../../../src/contract/config.ts';
import type { Slots } from '../../../src/contract/slots.ts';
import type { AgentRecord } from '../../src/domain/agent.ts';
import type { StoredTicket, TicketRecord } from '../../src/domain/ticket.ts';
import { listen } from '../../src/http/server.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW, shopInput, type Desk } from './fixture.ts';

/**
 * Slots of an hour with ten places each, bookable until half an hour before, for today and the next
 * two days.
 */
export const bookingShop: ConfigInput = {
  ...shopInput,
  callbacks: {
    ...shopInput.callbacks,
    slots: { minutes: 60, capacity: 10, daysAhead: 2, leadMinutes: 30 },
  },
};

/** The slot that begins at the next full hour at least an hour from now. */
export const nextHour = (now = NOW): { kind: 'window'; from: string } => ({
  kind: 'window',
  from: new Date(Math.ceil((now + 3_600_000) / 3_600_000) * 3_600_000).toISOString(),
});

export async function slotsOf(
  desk: Desk,
  headers: Record<string, string> = {},
): Promise<Slots['slots']> {
  return ((await (await desk.get('/v1/slots', headers)).json()) as Slots).slots;
}

/** Sets fields of a ticket without asking the rules. */
export async function put(
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
  number: string,
  set: Partial<Omit<TicketRecord, 'number'>>,
): Promise<void> {
  const outcome = await store.tickets.change(number, clock.now, () => ({
    ok: true,
    change: { set },
  }));
  if (!outcome.ok) throw new Error(outcome.refusal);
}

export async function stored(
  { store }: Pick<Desk, 'store'>,
  number: string,
): Promise<StoredTicket> {
  const ticket = await store.tickets.find(number);
  if (!ticket) throw new Error('There is no such ticket.');
  return ticket;
}

/** A store that notes each call of its methods, as `tickets.find`. */
export const counted = (store: Store, done: string[]): Store =>
  Object.fromEntries(
    Object.entries(store).map(([part, methods]) => [
      part,
      typeof methods === 'function' || typeof methods === 'string'
        ? methods
        : Object.fromEntries(
            Object.entries(methods as Record<string, (...args: unknown[]) => unknown>).map(
              ([name, method]) => [
                name,
                (...args: unknown[]) => {
                  done.push(`${part}.${name}`);
                  return method(...args);
                },
              ],
            ),
          ),
    ]),
  ) as unknown as Store;

let agents = 0;

/** Adds an agent. Their console is not connected unless `seenAt` is given. */
export async function addAgent(
  store: Store,
  change: Partial<AgentRecord> = {},
): Promise<AgentRecord> {
  const id = `agent-${++agents}`;
  const agent: AgentRecord = {
    id,
    login: id,
    name: id,
    role: 'agent',
    passwordHash: 'x',
    lines: null,
    presence: 'away',
    seenAt: null,
    createdAt: NOW,
    disabledAt: null,
    ...change,
  };
  if (!(await store.agents.add(agent, { actor: 'desk', action: 'agent.added' })))
    throw new Error('That login is taken.');
  return agent;
}

export const PHONE_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** The headers with which a phone system signs a body. */
export const signed = (
  body: string,
  at: number,
  { id = 'msg-1', secret = PHONE_SECRET } = {},
): Record<string, string> => ({
  'Content-Type': 'application/json',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
});

/** Listens with a desk on a free port. */
export async function onPort(t: Pick<TestContext, 'after'>, { app }: Desk): Promise<string> {
  const server = await listen(app, '127.0.0.1', 0);
  t.after(() => server.close(0));
  return server.url;
}

export interface ServerSentEvent {
  event: string;
  data: unknown;
}

/**
 * Yields the events of an answer. With `comments`, each comment is yielded as an event named
 * `comment`.
 */
export async function* eventsOf(
  answer: Response,
  { comments = false } = {},
): AsyncGenerator<ServerSentEvent, undefined> {
  if (!answer.body) return;
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string =>
        new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
      if (!block.startsWith(':'))
        yield { event: field('event'), data: JSON.parse(field('data')) as unknown };
      else if (comments) yield { event: 'comment', data: undefined };
    }
  }
}
