import { join } from 'node:path';
import { signIn } from './agent.mjs';
import { fillFile, fillServer } from './fill.mjs';
import { metricsOf } from './metrics.mjs';
import { startDesks } from './servers.mjs';

const SIZES = [
  { name: '1k', total: 1_000, open: 100 },
  { name: '100k', total: 100_000, open: 10_000 },
  { name: '1m', total: 1_000_000, open: 10_000 },
];

/** ms until the answer is read as a whole. */
async function timed(ask) {
  const from = performance.now();
  await (await ask()).arrayBuffer();
  return performance.now() - from;
}

/**
 * Starts a desk for each size.
 * @param {{ here: string, folder: string }} env
 * @param {(name: string) => string} [createDatabase] makes an empty database on a server; without it,
 *   each desk has a file
 */
export async function openSizes({ here, folder }, createDatabase) {
  const closing = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  const contenders = [];
  try {
    for (const { name, total, open } of SIZES) {
      const database = createDatabase?.(`growth_${name}`);
      const of = { folder: join(folder, `growth-${name}`), ...(database && { database }) };
      // The desk makes the schema.
      await (await startDesks(here, of)).close();
      const tickets = { total, open, now: Date.now() };
      if (database) await fillServer(database, tickets);
      else await fillFile(join(of.folder, 'desk.db'), tickets);
      const { desks, close: end } = await startDesks(here, of);
      closing.push(end);
      const [{ url }] = desks;
      const agent = await signIn({ checkout: here, ...of, url, login: 'bench' });
      const label = `${total.toLocaleString('en')} tickets, ${open.toLocaleString('en')} open`;
      contenders.push({ name, label, url, agent });
    }
    return { contenders, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param {string} name @param {string} title @param {(env: object) => Promise<object>} open */
export const growthPart = (name, title, open) => ({
  name,
  title,
  base: '1k',
  open,
  measures: [
    ['contact', 'contact, after a change'],
    ['queue', 'queue, first 250'],
    ['next', 'take the next ticket'],
    ['find', 'find'],
    ['day', 'wall, today'],
    ['month', 'wall, 30 days'],
    ['figuresDay', 'figures, today'],
    ['figuresMonth', 'figures, 30 days'],
    ['metrics', 'metrics'],
  ].map(([key, label]) => ({ key, label, ratio: true, ratioDigits: 1 })),
  async sample(_, { url, agent }) {
    const get = (path) => () => agent.send('GET', path);
    return {
      next: await timed(() => agent.send('POST', '/next')),
      // A change makes the desk read again what is known of the line.
      contact: await timed(() => fetch(`${url}/v1/contact`)),
      queue: await timed(get('/queue?after=')),
      find: await timed(get('/find?q=1234')),
      day: await timed(get('/wall?days=1')),
      month: await timed(get('/wall?days=30')),
      figuresDay: await timed(get('/figures?period=today')),
      figuresMonth: await timed(get('/figures?period=30')),
      metrics: await timed(() => metricsOf(url)),
    };
  },
});

export const growth = growthPart(
  'growth',
  'What more tickets cost: ms of one request to an idle desk',
  (env) => openSizes(env),
);
