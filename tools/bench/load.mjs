import { SLOWED, countRequests, metricsOf, openShop, settle } from './sample.mjs';

/** How long after the tag, and after its number, work is still counted as that of loading, ms. */
const WHOLE_MS = 1_000;
const AFTER_MS = 500;

export const load = {
  name: 'load',
  title: 'Loading',
  base: 'vanilla',
  takes: () => true,
  measures: [
    { key: 'pill', label: 'inject → pill, ms', ratio: true },
    { key: 'number', label: 'inject → number, ms', ratio: true },
    { key: 'taskMs', label: 'task time, ms', ratio: true },
    { key: 'longTasks', label: 'long tasks', digits: 0 },
    { key: 'longTaskMs', label: 'their time, ms', digits: 0 },
    { key: 'layoutShift', label: 'layout shift', digits: 4 },
    { key: 'heapKb', label: 'heap, kB', digits: 0 },
    { key: 'nodes', label: 'nodes', digits: 0 },
    { key: 'requests', label: 'requests', digits: 0 },
    { key: 'preflights', label: 'preflights', digits: 0 },
    { key: 'kb', label: 'on the wire, kB' },
  ],
  sample: sampleLoad,
};

/** Puts a contender on a page that has finished loading. */
async function sampleLoad({ browser, origin }, contender) {
  const opened = await openShop(browser, `${origin}/`);
  const { page, session, slow, collect, close } = opened;
  try {
    const network = await countRequests(session);
    await collect();
    await slow(SLOWED);
    const before = await metricsOf(session);
    const from = performance.now();
    const times = await settle(opened, contender, AFTER_MS);
    await page.waitForTimeout(Math.max(0, WHOLE_MS - (performance.now() - from)));
    const after = await metricsOf(session);
    const observed = await page.evaluate(() => window.bench.observed());
    await slow(1);
    await collect();
    const collected = await metricsOf(session);
    return {
      ...times,
      ...observed,
      taskMs: (after.TaskDuration - before.TaskDuration) * 1000,
      heapKb: (collected.JSHeapUsedSize - before.JSHeapUsedSize) / 1000,
      nodes: collected.Nodes - before.Nodes,
      requests: network.requests,
      preflights: network.preflights,
      kb: network.bytes / 1000,
    };
  } finally {
    await close();
  }
}
