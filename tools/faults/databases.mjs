import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import pg from 'pg';
import { faultyDisk } from './disk.mjs';

const ROWS = 'select number, phone from ticket';
/** Two desks' clocks may differ by a minute. */
const ahead = () =>
  `select number from ticket where created_at > ${Date.now() + 60_000} or closed_at > ${Date.now() + 60_000}`;

/**
 * @typedef {object} Database
 * @property {'file' | 'postgres'} kind
 * @property {string} url
 * @property {Record<string, string>} deskEnv Environment with which a desk uses the faulty disk
 * @property {ReturnType<typeof faultyDisk> | undefined} disk
 * @property {() => Promise<{ number: string, phone: string }[]>} rows All tickets.
 * @property {() => Promise<number>} ahead Number of tickets that are later than now
 * @property {() => Promise<void>} revive Starts the server again if the fault has ended it
 */

/** A database file. @returns {Database} */
export function fileDatabase(folder, library, path = join(folder, 'desk.db')) {
  const query = (text) => {
    const file = new DatabaseSync(path);
    try {
      return file.prepare(text).all();
    } finally {
      file.close();
    }
  };
  const disk = faultyDisk(library, path, join(folder, 'control'));
  return {
    kind: 'file',
    url: `file:${path}`,
    path,
    deskEnv: disk.env,
    disk,
    rows: async () => query(ROWS),
    ahead: async () => query(ahead()).length,
    revive: () => Promise.resolve(),
    close: () => disk.close(),
  };
}

let made = 0;

/** A new database of a server. @returns {Promise<Database>} */
export async function postgresDatabase(server) {
  const query = async (url, text) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  const url = new URL(server.url);
  url.pathname = `/faults_${++made}`;
  await query(server.url, `create database ${url.pathname.slice(1)}`);
  return {
    kind: 'postgres',
    url: url.href,
    server,
    deskEnv: {},
    disk: server.disk,
    rows: () => query(url.href, ROWS),
    ahead: async () => (await query(url.href, ahead())).length,
    revive: () => server.revive(),
    close: () => undefined,
  };
}
