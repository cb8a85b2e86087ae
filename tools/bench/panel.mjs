import { SLOWED, countRequests, metricsOf, middleOf, openShop, settle, press } from './sample.mjs';

/** How long the pointer rests on the pill before a warm press: all that it fetches has arrived. */
const WARM_MS = 1_000;
const AFTER_MS = 400;

/** The press after a rest on the pill; then what the panel holds. */
async function samplePanel({ browser, origin }, contender) {
  const opened = await openShop(browser, `${origin}/`);
  const { page, session, slow, collect, close } = opened;
  try {
    await slow(SLOWED);
    await settle(opened, contender);
    await collect();
    const before = await metricsOf(session);
    const network = await countRequests(session);
    const { x, y } = await middleOf(page, contender.pill);
    await page.mouse.move(x, y);
    await page.waitForTimeout(WARM_MS);
    const started = await metricsOf(session);
    const pressMs = await press(page, contender.panel);
    await page.waitForTimeout(AFTER_MS);
    const after = await metricsOf(session);
    await slow(1);
    await collect();
    const collected = await metricsOf(session);
    return {
      press: pressMs,
      taskMs: (after.TaskDuration - started.TaskDuration) * 1000,
      heapKb: (collected.JSHeapUsedSize - before.JSHeapUsedSize) / 1000,
      nodes: collected.Nodes - before.Nodes,
      requests: network.requests,
      kb: network.bytes / 1000,
    };
  } finally {
    await close();
  }
}

export const panel = {
  name: 'panel',
  title: 'Opening the panel, warm',
  base: 'vanilla',
  takes: (contender) =>
    Boolean(contender.panel) && contender.name !== 'vanilla-again' && !contender.isMember,
  measures: [
    { key: 'press', label: 'press → painted, ms', ratio: true },
    { key: 'taskMs', label: 'task time, ms', ratio: true },
    { key: 'heapKb', label: 'heap, kB', digits: 0 },
    { key: 'nodes', label: 'nodes', digits: 0 },
    { key: 'requests', label: 'requests', digits: 0 },
    { key: 'kb', label: 'on the wire, kB' },
  ],
  sample: samplePanel,
};
