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

async function openBoth({ here, folder: parent }) {
  const folder = join(parent, 'streams');
  const { desks, ports, close: end } = await startDesks(here, { folder });
  const [{ url, pid }] = desks;
  const loads = [startLoad(), startLoad(), startLoad()];
  const [callbacks, consoles, panels] = loads;
  const close = async () => {
    for (const load of loads) await load.close();
    await end();
  };
  try {
    const agents = [];
    for (let index = 0; index < AGENTS; index++)
      agents.push(await signIn({ checkout: here, folder, url, login: `bench-${index}` }));
    const common = { url, pid, ports, callbacks, consoles, panels, agents };
    const none = { name: 'none', label: 'no stream', ...common, streams: false };
    const all = {
      name: 'all',
      label: `${PANELS.toLocaleString('en')} panels, ${AGENTS * EACH} consoles`,
      ...common,
      streams: true,
    };
    return { contenders: [none, all], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Closes the line and opens it again. @returns when it was closed */
async function closeLine(agent) {
  const when = performance.timeOrigin + performance.now();
  await (await agent.send('PUT', `/lines/${LINE}`, { closed: { reason: 'Test' } })).text();
  await pause(1_000);
  await (await agent.send('PUT', `/lines/${LINE}`, { closed: null })).text();
  return when;
}

async function sample(env, { url, pid, ports, callbacks, consoles, panels, agents, streams }) {
  const options = { ports, request: 'callback', rate: RATE };
  if (streams) {
    const cookies = agents.map(({ cookie }) => cookie);
    await panels.ask('followContacts', { url, count: PANELS });
    await consoles.ask('followConsoles', { url, cookies, each: EACH });
  } else await callbacks.ask('open', { ...options, ms: 3_000 });
  for (const load of [panels, consoles]) await load.ask('heard');
  // What was before does not count.
  await metric(url, LAG);
  const making = callbacks.ask('open', { ...options, ms: env.ms * 2 });
  await pause(env.ms);
  const closed = await closeLine(agents[0]);
  const { made, p50, p99 } = await making;
  const lag = (await metric(url, LAG)) * 1000 - RESOLUTION_MS;
  const memory = memoryOf(pid);
  const figures = { p50, p99, lag, memory };
  if (!streams) return figures;
  await pause(LATEST_MS);
  const dueOf = new Map(made);
  const told = (await consoles.ask('heard')).filter(([, number]) => dueOf.has(number));
  if (told.length !== made.length * AGENTS * EACH)
    throw new Error(`consoles heard ${told.length} of ${made.length * AGENTS * EACH} news`);
  const late = told.map(([, number, when]) => when - dueOf.get(number));
  const heard = (await panels.ask('heard')).filter(([, state]) => state === 'closed');
  if (heard.length !== PANELS) throw new Error(`${heard.length} of ${PANELS} panels heard`);
  const panelLate = heard.map(([, , when]) => when - closed);
  return {
    ...figures,
    row50: at(late, 0.5),
    row99: at(late, 0.99),
    status50: at(panelLate, 0.5),
    statusLast: at(panelLate, 1),
  };
}

/** One round: the streams stay open. */
export const streams = {
  name: 'streams',
  title: `Open streams, while ${RATE} callbacks a second arrive`,
  note: `A process of this machine may open ${mostFiles() ?? 'an unknown number of'} files.`,
  share: 0,
  rounds: 1,
  open: openBoth,
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
};
