import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isConnected } from './domain/agent.ts';
import { PRESENCES } from '../wire/agent.ts';
import { settledPromise } from './domain/promise.ts';
import { sumCounts, type QueueCounts } from './domain/queue-counts.ts';
import type { WallTicket } from './domain/wall.ts';
import { openLines } from '../wire/calling-hours.ts';
import type { ReloadState } from './config/reload.ts';
import type { Deps } from './deps.ts';

/**
 * Seconds, from an answer out of memory, and one with a commit to a slow disk, to one that timed
 * out.
 */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/**
 * Calls may be committed this much later than their time, ms. Younger ones are counted next time.
 */
const SETTLED_MS = 10_000;

export interface Metrics {
  /** @param route Path pattern as in the code, never the requested URL */
  request(route: string, status: number, seconds: number): void;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
  contentType: string;
}

/**
 * Promises of first calls that were kept, or broken, in (from, to]. Each counts in exactly one such
 * interval.
 */
export function countPromises(
  tickets: readonly WallTicket[],
  from: number,
  to: number,
): { kept: number; broken: number } {
  const count = { kept: 0, broken: 0 };
  for (const ticket of tickets) {
    const promise = settledPromise(ticket);
    if (promise && promise.settledAt > from && promise.settledAt <= to)
      count[promise.kept ? 'kept' : 'broken']++;
  }
  return count;
}

/** Calls that came in in (from, to]. */
export const countCalls = (tickets: readonly WallTicket[], from: number, to: number): number =>
  tickets.filter(
    ({ origin, createdAt }) => origin === 'call' && createdAt > from && createdAt <= to,
  ).length;

type Sources = Pick<Deps, 'config' | 'store' | 'clock'> & {
  streams: () => number;
  reloaded: () => ReloadState | undefined;
};

/**
 * The desk's metrics. Those of the queue come from the database, so all processes over one database
 * report the same.
 */
export function createMetrics({ config, store, clock, streams, reloaded }: Sources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `hotline_${name}`, help, labelNames, registers });

  const requests = new Histogram({
    name: 'hotline_http_request_duration_seconds',
    help: 'From the request to the beginning of its answer',
    labelNames: ['route', 'status'],
    buckets: BUCKETS,
    registers,
  });
  const queue = gauge(
    'queue_tickets',
    'Open tickets: callable now, for when the line opens, for later (booked, another attempt, agreed), late, late within 15 minutes',
    'line',
    'state',
  );
  const oldest = gauge(
    'queue_oldest_waiting_seconds',
    'Since when the longest waiting of the callable tickets could be called',
  );
  const agents = gauge(
    'agents',
    'Agents whose console is connected, by what they say of themselves',
    'presence',
  );
  const outbox = gauge(
    'outbox_messages',
    'Messages to webhooks and bots that wait, and that were given up',
    'target',
    'status',
  );
  const open = gauge('streams_open', 'Status streams of members, of this process');
  const reloadOk = gauge(
    'config_last_reload_successful',
    '1 where the configuration in the files is the one in use',
  );
  const reloadAt = gauge(
    'config_last_reload_timestamp_seconds',
    'When the configuration was read last',
  );
  const promises = new Counter({
    name: 'hotline_promises_total',
    help: 'Promises of first calls that were kept or broken since this process was first asked; of all processes over one database',
    labelNames: ['result'] as const,
    registers,
  });
  const calls = new Counter({
    name: 'hotline_calls_opened_total',
    help: 'Tickets that agents opened for calls that came in, since this process was first asked; of all processes over one database',
    registers,
  });
  const reports = new Counter({
    name: 'hotline_reported_calls_total',
    help: 'Calls that members reported as not from the shop, since this process was first asked; of all processes over one database',
    registers,
  });
  let countedTo: number | undefined;
  let processMetrics = false;

  function showQueue(byLine: ReadonlyMap<string, QueueCounts>, now: number): void {
    queue.reset();
    for (const line of Object.keys(config.current().shop.lines)) {
      const counts = byLine.get(line) ?? sumCounts([]);
      queue.set({ line, state: 'waiting' }, counts.waiting);
      queue.set({ line, state: 'at-opening' }, counts.atOpening);
      queue.set({ line, state: 'later' }, counts.later);
      queue.set({ line, state: 'late' }, counts.late);
      queue.set({ line, state: 'soon-late' }, counts.soonLate);
    }
    const { waitingSince } = sumCounts(byLine.values());
    oldest.set(waitingSince === null ? 0 : (now - waitingSince) / 1000);
  }

  async function showCounts(now: number): Promise<void> {
    const to = now - SETTLED_MS;
    // The first request has no earlier one to count from.
    const from = countedTo ?? to;
    countedTo = Math.max(from, to);
    const tickets = await store.tickets.within(from, to);
    const { kept, broken } = countPromises(tickets, from, to);
    promises.inc({ result: 'kept' }, kept);
    promises.inc({ result: 'broken' }, broken);
    calls.inc(countCalls(tickets, from, to));
    reports.inc(await store.tickets.reportCount(from, to));
  }

  async function showAgents(now: number): Promise<void> {
    const connected = (await store.agents.all()).filter((agent) => isConnected(agent, now));
    for (const presence of PRESENCES)
      agents.set({ presence }, connected.filter((agent) => agent.presence === presence).length);
  }

  async function showOutbox(): Promise<void> {
    const { webhooks, bots } = config.current().desk;
    outbox.reset();
    for (const target of [
      ...webhooks.map(({ id }) => `webhook:${id}`),
      ...bots.map(({ id }) => `bot:${id}`),
    ]) {
      for (const status of ['pending', 'dead']) outbox.set({ target, status }, 0);
    }
    for (const { target, status, count } of await store.outbox.counts())
      if (status !== 'delivered') outbox.set({ target, status }, count);
  }

  return {
    contentType: registry.contentType,
    request: (route, status, seconds) => requests.observe({ route, status }, seconds),
    async text() {
      if (!processMetrics) collectDefaultMetrics({ register: registry, prefix: 'hotline_' });
      processMetrics = true;
      const now = clock();
      const reload = reloaded();
      open.set(streams());
      reloadOk.set(reload?.ok === false ? 0 : 1);
      if (reload) reloadAt.set(reload.at / 1000);
      showQueue(await store.tickets.queueCounts(now, openLines(config.current().shop, now)), now);
      await Promise.all([showCounts(now), showAgents(now), showOutbox()]);
      return registry.metrics();
    },
  };
}
