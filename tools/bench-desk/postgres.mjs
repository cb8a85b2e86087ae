import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { preparePostgres, startPostgres } from '../postgres.mjs';
import { startLoad } from './child.mjs';
import { growthPart, openSizes } from './growth.mjs';
import { closedLoop, openLoops } from './loops.mjs';
import { startDesks } from './servers.mjs';
import { ALL, openFollowed, streamsPart } from './streams.mjs';

/** As a server keeps what it has acknowledged. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/** Starts a server. `createDatabase` makes an empty database and returns its URL. */
async function openServer() {
  const programs = preparePostgres();
  const { url, stop } = await startPostgres(programs, { settings: DURABLE });
  const createDatabase = (name) => {
    execFileSync(join(programs, 'psql'), ['-qc', `create database ${name}`, url]);
    const database = new URL(url);
    database.pathname = `/${name}`;
    return database.href;
  };
  return { createDatabase, stop };
}

/**
 * What `open` opens, on a server that ends with it.
 * @param {(createDatabase: (name: string) => string, closing: (() => unknown)[]) =>
 *   Promise<object>} open adds what is to be closed before the server
 */
async function onServer(open) {
  const { createDatabase, stop } = await openServer();
  const closing = [stop];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    return { ...(await open(createDatabase, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const COUNTS = [
  { name: 'one', label: 'one desk', count: 1 },
  { name: 'two', label: 'two desks', count: 2 },
];

const openDesks = ({ here, folder }) =>
  onServer(async (createDatabase, closing) => {
    const load = startLoad();
    closing.push(load.close);
    const contenders = [];
    for (const { count, ...contender } of COUNTS) {
      const database = createDatabase(`desks_${count}`);
      const of = { folder: join(folder, `postgres-${count}`), database, count };
      const { ports, close } = await startDesks(here, of);
      closing.push(close);
      contenders.push({ ...contender, ports });
    }
    return { contenders, load };
  });

const openGrowth = (env) =>
  onServer(async (createDatabase, closing) => {
    const { contenders, close } = await openSizes(env, createDatabase);
    closing.push(close);
    return { contenders };
  });

const openStreams = (env) =>
  onServer(async (createDatabase, closing) => {
    const contenders = [];
    for (const { count, name, label } of COUNTS) {
      const database = createDatabase(`streams_${count}`);
      const of = { name: `postgres-streams-${count}`, database, count };
      const { desks, close } = await openFollowed(env, of);
      closing.push(close);
      contenders.push({ name, label: `${ALL}, ${label}`, ...desks, streams: true });
    }
    return { contenders };
  });

export const postgres = [
  closedLoop(
    'postgres-contact',
    'PostgreSQL: GET /v1/contact, closed loop of 32',
    'contact',
    openDesks,
    'one',
  ),
  closedLoop(
    'postgres-write',
    'PostgreSQL: POST /v1/callbacks, closed loop of 32',
    'callback',
    openDesks,
    'one',
  ),
  ...openLoops('postgres-open', 'PostgreSQL: POST /v1/callbacks, open loop', openDesks, 'one'),
  growthPart(
    'postgres-growth',
    'PostgreSQL: what more tickets cost, ms of one request to an idle desk',
    openGrowth,
  ),
  streamsPart('postgres-streams', ' on PostgreSQL', openStreams),
];
