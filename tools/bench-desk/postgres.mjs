import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { preparePostgres, startPostgres } from '../postgres.mjs';
import { startLoad } from './child.mjs';
import { closedLoop, openLoops } from './loops.mjs';
import { startDesks } from './servers.mjs';

/** As a server keeps what it has acknowledged. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

async function openDesks({ here, folder }) {
  const programs = preparePostgres();
  const cluster = await startPostgres(programs, { settings: DURABLE });
  const load = startLoad();
  const closing = [cluster.stop, load.close];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  const desks = async (count) => {
    const url = new URL(cluster.url);
    url.pathname = `/desks_${count}`;
    execFileSync(join(programs, 'psql'), [
      '-qc',
      `create database ${url.pathname.slice(1)}`,
      cluster.url,
    ]);
    const { ports, close: end } = await startDesks(here, {
      folder: join(folder, `postgres-${count}`),
      database: url.href,
      count,
    });
    closing.push(end);
    return ports;
  };
  try {
    const contenders = [
      { name: 'one', label: 'one desk', ports: await desks(1) },
      { name: 'two', label: 'two desks', ports: await desks(2) },
    ];
    return { contenders, load, close };
  } catch (error) {
    await close();
    throw error;
  }
}

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
];
