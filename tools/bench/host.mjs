import { fileURLToPath } from 'node:url';
import { hosts } from './contenders.mjs';
import { SLOWED, metricsOf, openShop, settle } from './sample.mjs';

const HOST = fileURLToPath(new URL('page/host.js', import.meta.url));
/** How long a page is busy in one way, ms. */
const BUSY_MS = 500;
/** How often it is before it is measured: until its code is compiled. */
const WARM_UPS = 3;
/** 5,000 changes a second, at 60 frames a second. */
const CHANGES_A_FRAME = 83;

/**
 * What the page's main thread needs for each change or frame, ms. `ThreadTime` is processor time,
 * which does not grow while other programs have the processor; `TaskDuration` is that of its tasks
 * on a clock.
 */
async function each({ page, session }, metric, run, ...args) {
  const before = await metricsOf(session);
  const count = await page.evaluate(run, args);
  return ((await metricsOf(session))[metric] - before[metric]) * (1000 / count);
}

/** Does once what a busy page does. */
async function busy(opened) {
  const { slow } = opened;
  const perTask = await each(opened, 'ThreadTime', (args) => window.host.perTask(...args), BUSY_MS);
  const perFrame = await each(
    opened,
    'ThreadTime',
    (args) => window.host.perFrame(...args),
    BUSY_MS,
    CHANGES_A_FRAME,
  );
  await slow(SLOWED);
  // The processor is slowed by keeping it busy, so here only the time on a clock says something.
  const scroll = await each(opened, 'TaskDuration', (args) => window.host.scroll(...args), BUSY_MS);
  await slow(1);
  return { perTask, perFrame, scroll };
}

/** The least of several times, by measure: what else runs on the machine only adds. */
async function least(opened, times) {
  const all = [];
  for (let at = 0; at < times; at++) all.push(await busy(opened));
  return Object.fromEntries(
    Object.keys(all[0]).map((key) => [key, Math.min(...all.map((each) => each[key]))]),
  );
}

/** How many times the work of a page grows with the tag: the same page before and after. */
const sampleHost = (elements) => async (env, contender) => {
  const opened = await openShop(env.browser, `${env.origin}/`, [HOST]);
  try {
    await opened.page.evaluate((count) => window.host.build(count), elements);
    for (let at = 0; at < WARM_UPS; at++) await busy(opened);
    const without = await least(opened, 2);
    await settle(opened, contender, 1_000);
    const within = await least(opened, 2);
    return Object.fromEntries(Object.keys(without).map((key) => [key, within[key] / without[key]]));
  } finally {
    await opened.close();
  }
};

/** @param {number} elements */
const hostPart = (elements) => ({
  name: `host-${elements}`,
  title: `A host page of ${elements.toLocaleString('en')} elements: its work with the tag ÷ without`,
  base: 'nothing',
  share: 1 / 5,
  takes: hosts,
  measures: [
    { key: 'perTask', label: 'changes, one per task', digits: 3, ratio: true, ratioDigits: 3 },
    {
      key: 'perFrame',
      label: '5,000 changes a second, per frame',
      digits: 3,
      ratio: true,
      ratioDigits: 3,
    },
    {
      key: 'scroll',
      label: `scrolling, layout dirty, ${SLOWED} × slowed`,
      digits: 3,
      ratio: true,
      ratioDigits: 3,
    },
  ],
  sample: sampleHost(elements),
});

export const host = [hostPart(4_000), hostPart(40_000)];
