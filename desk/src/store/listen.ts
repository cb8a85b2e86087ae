import type { Client } from 'pg';
import { CHANNEL, readNotice } from './dialect.ts';
import type { Change } from './store.ts';

/** The first pause before connecting anew, ms; doubled after each failure up to the longest. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** A connection that died without a word is noticed by a question that nobody answers. */
const HEARTBEAT_MS = 15_000;

export interface Listening {
  close(): Promise<void>;
}

export interface ListenOptions {
  /** A client that is not connected yet. */
  createClient: () => Client;
  /** What this process is called in its own notices. */
  self: string;
  onChanges: (changes: readonly Change[]) => void;
  warn: (error: unknown) => void;
}

/**
 * Hears of the changes of other processes, over a connection of its own. Where that was lost, changes may have been missed: `resync` says so.
 * Resolves once it listens.
 * @throws where the first connection fails
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
      // Processes that lost the server together do not come back together.
      timer = setTimeout(resolve, pause * (0.5 + Math.random()));
    });
    if (closed) return;
    try {
      await connect();
      onChanges([{ kind: 'resync' }]);
    } catch (error) {
      warn(error);
      void reconnect(Math.min(pause * 2, LONGEST_PAUSE_MS));
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
