import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBenchDesk } from '../bench/desk.mjs';
import { openConnection } from './connection.mjs';
import { REQUESTS } from './requests.mjs';

const BARE = fileURLToPath(new URL('bare.mjs', import.meta.url));
const portOf = (url) => Number(new URL(url).port);

/**
 * Starts processes of a built desk over one database.
 * @param {string} checkout the folder that holds `desk/dist`
 * @param {{ folder: string, database?: string, count?: number }} options
 */
export async function startDesks(checkout, { folder, database, count = 1 }) {
  const desks = [];
  for (let index = 0; index < count; index++)
    desks.push(
      await startBenchDesk(checkout, {
        folder,
        origins: ['https://shop.example'],
        ...(database && { database }),
      }),
    );
  return {
    desks,
    ports: desks.map(({ url }) => portOf(url)),
    close: () => Promise.all(desks.map((desk) => desk.end('SIGTERM'))),
  };
}

/** The body of a desk's answer. */
async function answerOf(port, request) {
  const connection = await openConnection(port);
  const { status, body } = await connection.send(REQUESTS[request].make());
  connection.close();
  if (status !== REQUESTS[request].status) throw new Error(`${request}: ${status} ${body}`);
  return body.toString();
}

/**
 * Starts the bare server: with the bytes of a desk's answers, over a database file which that desk
 * has made.
 * @param {string} checkout @param {string} folder
 */
export async function startBare(checkout, folder) {
  const desk = await startDesks(checkout, { folder });
  const [port] = desk.ports;
  const [contact, callback] = [await answerOf(port, 'contact'), await answerOf(port, 'callback')];
  await desk.close();
  const child = fork(BARE, {
    env: {
      PATH: process.env.PATH,
      CONTACT: contact,
      CALLBACK: callback,
      FILE: join(folder, 'desk.db'),
    },
  });
  const [bare] = await once(child, 'message');
  return {
    ports: [bare],
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
