import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../bench/stats.mjs';
import { signIn } from './agent.mjs';
import { startLoad } from './child.mjs';
import { memoryOf, metric } from './metrics.mjs';
import { startDesks } from './servers.mjs';

const PANELS = 2_000;
const AGENTS = 5;
/** Consoles of each agent. */
const EACH = 10;
/** What streams are open, in words. */
export const ALL = `${PANELS.toLocaleString('en')} panels, ${AGENTS * EACH} consoles`;
const RATE = 100;
const LINE = 'public';
/** After the last callback, until all have heard of it, ms. */
const LATEST_MS = 3_000;
const LAG = 'hotline_nodejs_eventloop_lag_p99_seconds';
/** The desk measures how late a timer of 10 ms is, with these 10 ms. */
const RESOLUTION_MS = 10;

/** How many files, and so connections, a process of this machine may open. */
export function mostFiles() {
  try {
    return execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const at = (values, place) =>
  quantile(
    [...values].sort((a, b) => a - b),
    place,
  );

/**
 * Starts desks over one database, with agents who are signed in.
 * @param {{ here: string, folder: string }} env
 * @param {{ name: string, database?: string, count?: number }} of `database`: a URL; a file by default
 */
export async function openFollowed({ here, folder: parent }, { name, database, count = 1 }) {
  const folder = join(parent, name);
  const of = { folder, ...(database && { database }) };
  const { desks, ports, close: end } = await startDesks(here, { ...of, count });
  const urls = desks.map(({ url }) => url);
  const pids = desks.map(({ pid }) => pid);
  const loads = [startLoad(), startLoad(), startLoad()];
  const [callbacks, consoles, panels] = loads;
  const close = async () => {
    for (const load of loads) await load.close();
    await end();
  };
  try {
    const agents = [];
    for (let index = 0; index < AGENTS; index++)
      agents.push(await signIn({ checkout: here, ...of, url: urls[0], login: `bench-${index}` }));
    return { desks: { urls, pids, ports, callbacks, consoles, panels, agents }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openBoth(env) {
  const { desks, close } = await openFollowed(env, { name: 'streams' });
  const none = { name: 'none', label: 'no stream', ...desks, streams: false };
  const all = { name: 'all', label: ALL, ...desks, streams: true };
  return { contenders: [none, all], close };
}

/** Closes the line and opens it again. @returns when it was closed */
async function closeLine(agent) {
  const when = performance.timeOrigin + performance.now();
  await (await agent.send('PUT', `/lines/${LINE}`, { closed: { reason: 'Test' } })).text();
  await pause(1_000);
  await (await agent.send('PUT', `/lines/${LINE}`, { closed: null })).text();
  return when;
}

async function sample(env, { urls, pids, ports, callbacks, consoles, panels, agents, streams }) {
  const options = { ports, request: 'callback', rate: RATE };
  if (streams) {
    const cookies = agents.map(({ cookie }) => cookie);
    for (const url of urls) {
      await panels.ask('followContacts', { url, count: PANELS / urls.length });
      await consoles.ask('followConsoles', { url, cookies, each: EACH / urls.length });
    }
  } else await callbacks.ask('open', { ...options, ms: 3_000 });
  for (const load of [panels, consoles]) await load.ask('heard');
  // What was before does not count.
  for (const url of urls) await metric(url, LAG);
  const making = callbacks.ask('open', { ...options, ms: env.ms * 2 });
  await pause(env.ms);
  const closed = await closeLine(agents[0]);
  const { made, p50, p99 } = await making;
  const lags = await Promise.all(urls.map((url) => metric(url, LAG)));
  const lag = Math.max(...lags) * 1000 - RESOLUTION_MS;
  const memory = pids.map(memoryOf).reduce((all, each) => all + each, 0);
  const figures = { p50, p99, lag, memory };
  if (!streams) return figures;
  await pause(LATEST_MS);
  const dueOf = new Map(made);
  const told = (await consoles.ask('heard')).filter(([, number]) => dueOf.has(number));
  if (told.length !== made.length * AGENTS * EACH)
    throw new Error(`consoles heard ${told.length} of ${made.length * AGENTS * EACH} news`);
  const late = told.map(([, number, when]) => when - dueOf.get(number));
  const first = new Map();
  for (const [panel, state, when] of await panels.ask('heard'))
    if (state === 'closed' && !first.has(panel)) first.set(panel, when);
  if (first.size !== PANELS) throw new Error(`${first.size} of ${PANELS} panels heard`);
  const panelLate = [...first.values()].map((when) => when - closed);
  return {
    ...figures,
    row50: at(late, 0.5),
    row99: at(late, 0.99),
    status50: at(panelLate, 0.5),
    statusLast: at(panelLate, 1),
  };
}

/**
 * One round: the streams stay open.
 * @param {string} name @param {string} place in the title @param {(env: object) => Promise<object>} open
 */
export const streamsPart = (name, place, open) => ({
  name,
  title: `Open streams${place}, while ${RATE} callbacks a second arrive`,
  note: `A process of this machine may open ${mostFiles() ?? 'an unknown number of'} files.`,
  share: 0,
  rounds: 1,
  open,
  measures: [
    { key: 'memory', label: 'memory, MB', digits: 0 },
    { key: 'lag', label: 'event-loop delay p99, ms' },
    { key: 'p50', label: 'callback p50, ms' },
    { key: 'p99', label: 'callback p99, ms' },
    { key: 'row50', label: 'callback → row on a console p50, ms' },
    { key: 'row99', label: 'p99, ms' },
    { key: 'status50', label: 'line closed → panel p50, ms' },
    { key: 'statusLast', label: 'the last panel, ms' },
  ],
  sample,
});

export const streams = streamsPart('streams', '', openBoth);
