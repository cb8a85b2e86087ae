import { join } from 'node:path';
import { signIn } from './agent.mjs';
import { fillFile } from './fill.mjs';
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

async function openSizes({ here, folder }) {
  const closing = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  const contenders = [];
  try {
    for (const { name, total, open } of SIZES) {
      const of = { folder: join(folder, name) };
      // The desk makes the schema.
      await (await startDesks(here, of)).close();
      await fillFile(join(of.folder, 'desk.db'), { total, open, now: Date.now() });
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

export const growth = {
  name: 'growth',
  title: 'What more tickets cost: ms of one request to an idle desk',
  base: '1k',
  open: openSizes,
  measures: [
    ['contact', 'contact, after a change'],
    ['queue', 'queue, first 250'],
    ['next', 'take the next ticket'],
    ['find', 'find'],
    ['day', 'wall, today'],
    ['month', 'wall, 30 days'],
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
      metrics: await timed(() => metricsOf(url)),
    };
  },
};
