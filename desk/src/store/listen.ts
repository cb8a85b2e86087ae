import type { Client } from 'pg';
import { CHANNEL, readNotice } from './dialect.ts';
import type { Change } from './store.ts';

/** Pause before the first reconnect, ms; doubled after each failure up to {@link MAX_PAUSE_MS}. */
const FIRST_PAUSE_MS = 200;
const MAX_PAUSE_MS = 10_000;
/** How often the connection is checked, ms: TCP may not notice that it is dead. */
const HEARTBEAT_MS = 15_000;

export interface Listening {
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Creates a client that is not connected yet. */
  createClient: () => Client;
  /** Name of this process in its own notifications. */
  self: string;
  onChanges: (changes: readonly Change[]) => void;
  warn: (error: unknown) => void;
}

/**
 * Listens to changes of other processes, over a connection of its own. After a lost connection it
 * reports `resync`, because changes may have been missed. Resolves once it listens.
 * @throws when the first connection fails
 */
export async function listenForChanges({
  createClient,
  self,
  onChanges,
  warn,
}: ListenOptions): Promise<Listening> {
  let current: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function lost(client: Client, error: unknown): void {
    if (client !== current || closed) return;
    current = undefined;
    clearTimeout(timer);
    warn(error);
    client.end().catch(() => undefined);
    void reconnect(FIRST_PAUSE_MS);
  }

  function beat(client: Client): void {
    timer = setTimeout(() => {
      client.query('select 1').then(
        () => client === current && beat(client),
        (error: unknown) => lost(client, error),
      );
    }, HEARTBEAT_MS);
    timer.unref();
  }

  async function connect(): Promise<void> {
    const client = createClient();
    client.on('error', (error) => lost(client, error));
    client.on('end', () =>
      lost(client, new Error('The connection that listens for changes has ended')),
    );
    client.on(
      'notification',
      ({ payload }) => payload !== undefined && onChanges(readNotice(payload, self)),
    );
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    if (closed) return void client.end().catch(() => undefined);
    current = client;
    beat(client);
  }

  async function reconnect(pause: number): Promise<void> {
    await new Promise<void>((resolve) => {
      // Random, so that processes do not reconnect all at the same time.
      timer = setTimeout(resolve, pause * (0.5 + Math.random()));
    });
    if (closed) return;
    try {
      await connect();
      onChanges([{ kind: 'resync' }]);
    } catch (error) {
      warn(error);
      void reconnect(Math.min(pause * 2, MAX_PAUSE_MS));
    }
  }

  await connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await current?.end();
    },
  };
}
