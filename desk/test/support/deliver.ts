import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createAnnounce } from '../../src/deliver/announce.ts';
import { createFetcher, type Fetcher } from '../../src/deliver/send.ts';
import { startDeliveries, type Deliveries, type Timer } from '../../src/deliver/worker.ts';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import { fixedConfig, type CurrentConfig } from '../../src/config/live-config.ts';
import { createLog } from '../../src/log.ts';
import type { Store } from '../../src/store/store.ts';
import { created, openStore } from './database.ts';
import { checkedShop, deskInput, NOW } from './fixture.ts';

/** Texts in {@link secretTicket} that no receiver may get. */
export const CANARIES = [
  '13800138000',
  'canary-note',
  'canary-feedback',
  'canary-pass',
  'canary-hash',
  'canary-agent',
];

export const secretTicket = {
  keyHash: 'canary-hash',
  phone: '+8613800138000',
  note: 'canary-note',
  passphrase: 'canary-pass',
  claimedBy: 'canary-agent',
  feedback: 'canary-feedback',
} as const satisfies Partial<TicketRecord>;

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** How long {@link until} waits, ms. */
const PATIENCE_MS = 20_000;

/**
 * Resolves once the condition is true.
 * @throws when it is not within 20 seconds
 */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end)
      throw new Error(`Not true within ${PATIENCE_MS / 1000} s: ${holds.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
}

/** Answer of a receiver to its nth request, from 0; `drop` closes the connection. */
export type Answers = (
  request: Received,
  index: number,
) =>
  | { status: number; headers?: Record<string, string> }
  | 'drop'
  | Promise<{ status: number } | 'drop'>;

/** A shop's server on this machine. */
export async function startReceiver(
  t: TestContext,
  answers: Answers = () => ({ status: 204 }),
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const seen = { headers: request.headers, body };
      received.push(seen);
      void Promise.resolve(answers(seen, received.length - 1)).then((answer) => {
        if (answer === 'drop') response.destroy();
        else response.writeHead(answer.status, 'headers' in answer ? answer.headers : {}).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** A clock and its timers. */
export interface Time {
  clock: () => number;
  timer: Timer;
  /** Advances the clock by `ms` at once. */
  pass(ms: number): void;
}

export function createTime(): Time {
  let now = NOW;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    clock: () => now,
    timer: (run, ms) => {
      const entry = { at: now + ms, run };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    pass(ms) {
      now += ms;
      for (const entry of [...waiting]) {
        if (entry.at > now) continue;
        waiting.delete(entry);
        entry.run();
      }
    },
  };
}

export async function configWith(receivers: {
  webhooks?: object[];
  bots?: object[];
  publicUrl?: string;
}): Promise<CurrentConfig> {
  return { shop: checkedShop(), desk: await checkDeskConfig({ ...deskInput, ...receivers }, {}) };
}

/** A webhook at a receiver of {@link startReceiver}. */
export const webhookAt = ({ url }: Receiver, id = 'shop', change: object = {}): object => ({
  id,
  url,
  secret: WEBHOOK_SECRET,
  allowPrivateAddresses: true,
  ...change,
});

export interface Worker extends Deliveries {
  time: Time;
  /** Advances the clock by `ms` and wakes the worker. */
  later(ms: number): void;
}

/** A worker on a store, stopped after the test. */
export function startWorker(
  t: TestContext,
  store: Store,
  config: CurrentConfig,
  { time = createTime(), fetcher = createFetcher() }: { time?: Time; fetcher?: Fetcher } = {},
): Worker {
  const deliveries = startDeliveries({
    store,
    config: fixedConfig(config),
    clock: time.clock,
    timer: time.timer,
    random: randomBytes,
    log: createLog('silent'),
    fetcher,
  });
  t.after(() => deliveries.stop());
  return {
    ...deliveries,
    time,
    later(ms) {
      time.pass(ms);
      deliveries.wake();
    },
  };
}

/** A store that writes messages for the receivers of a config. */
export const openAnnouncingStore = (
  t: TestContext,
  config: CurrentConfig,
): Promise<Store & { url: string }> => openStore(t, { announce: createAnnounce(() => config) });

/** Creates a ticket at an instant (epoch ms), which is announced to the receivers. */
export const createAt = (store: Store, now = NOW): Promise<TicketRecord> =>
  created(store, { createdAt: now });
