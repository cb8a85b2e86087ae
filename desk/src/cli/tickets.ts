import type { Writable } from 'node:stream';
import { ConfigError } from '../config/config-error.ts';
import { readDatabaseUrl } from '../config/environment.ts';
import { readShop, type Sources } from '../config/settings.ts';
import type { CallingHours } from '../../wire/calling-hours.ts';
import { shopAt } from '../domain/shop-changes.ts';
import { createStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { formatQueue, queueJson } from './queue-table.ts';

export interface TicketsIo {
  env: NodeJS.ProcessEnv;
  sources: Sources;
  output: Writable;
  errors: Writable;
  /** Epoch ms. */
  now: () => number;
}

/** The shop's hours as the console knows them, with those that supervisors have set for a day. */
async function shopNow(
  store: Store,
  { env, sources, errors }: TicketsIo,
  now: number,
): Promise<CallingHours | undefined> {
  try {
    return shopAt(readShop(env, sources), await store.shopChanges.list(now), now);
  } catch (error) {
    // The list is worth more than the hours: it is asked for when something is wrong.
    if (!(error instanceof ConfigError)) throw error;
    errors.write(`hotline-desk: the hours of the lines are unknown: ${error.message}\n`);
    return undefined;
  }
}

/** Lists all open tickets, as a table or as JSON. */
export async function ticketsCommand(asJson: boolean, io: TicketsIo): Promise<void> {
  const store = await createStore(readDatabaseUrl(io.env), { mustExist: true });
  try {
    const now = io.now();
    const shop = await shopNow(store, io, now);
    const names = new Map((await store.agents.all()).map(({ id, name }) => [id, name]));
    const write = asJson ? queueJson : formatQueue;
    io.output.write(`${write(await store.tickets.open(), now, names, shop)}\n`);
  } finally {
    await store.close();
  }
}
