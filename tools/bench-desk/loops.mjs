import { openPair } from './pair.mjs';

/** Connections of the closed loop. */
const CONNECTIONS = 32;
/** Arrivals a second. */
const RATES = [100, 300, 1_000];
/** Before anything counts, ms. */
const WARM_UP_MS = 1_500;

const TIMES = [
  { key: 'p50', label: 'p50, ms' },
  { key: 'p95', label: 'p95, ms' },
  { key: 'p99', label: 'p99, ms', ratio: true },
];

/** A desk that has too much to do refuses requests at once, and says when to come again. */
const REFUSED = { key: 'wrong', label: 'refused', digits: 0 };

/** A desk is measured warm, as it runs for weeks. */
async function warm({ load }, contender) {
  if (contender.isWarm) return;
  contender.isWarm = true;
  const { ports } = contender;
  for (const request of ['contact', 'callback', 'member-callback', 'member-contact'])
    await load.ask('closed', { ports, request, connections: CONNECTIONS, ms: WARM_UP_MS });
}

async function measured(env, contender, name, options) {
  await warm(env, contender);
  return env.load.ask(name, { ports: contender.ports, ...options });
}

/** As much as 32 clients can make, each waiting for its answer. */
export const closedLoop = (name, title, request, open = openPair, base = 'bare') => ({
  name,
  title,
  base,
  open,
  measures: [
    { key: 'rate', label: 'requests a second', digits: 0, ratio: true, ratioDigits: 3 },
    ...TIMES.slice(0, 1),
    { key: 'p99', label: 'p99, ms' },
    REFUSED,
  ],
  sample: (env, contender) =>
    measured(env, contender, 'closed', { request, connections: CONNECTIONS, ms: env.ms }),
});

/** Callbacks that come whether or not the earlier ones are answered. */
export const openLoops = (name, title, open = openPair, base = 'bare') =>
  RATES.map((rate) => ({
    name: `${name}-${rate}`,
    title: `${title}, ${rate.toLocaleString('en')} a second`,
    base,
    open,
    measures: [...TIMES, { key: 'max', label: 'slowest, ms' }, REFUSED],
    sample: (env, contender) =>
      measured(env, contender, 'open', { request: 'callback', rate, ms: env.ms }),
  }));
