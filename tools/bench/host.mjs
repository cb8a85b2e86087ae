import { fileURLToPath } from 'node:url';
import { hosts } from './contenders.mjs';
import { SLOWED, metricsOf, openShop, settle } from './sample.mjs';

const HOST = fileURLToPath(new URL('page/host.js', import.meta.url));
const CHANGES = 5_000;
const FRAMES = 60;
/** 5,000 changes a second, at 60 frames a second. */
const CHANGES_A_FRAME = 83;

/** Task time of what a page does, ms. */
async function taskTime(session, run) {
  const before = await metricsOf(session);
  await run();
  return ((await metricsOf(session)).TaskDuration - before.TaskDuration) * 1000;
}

/** Does once what a busy page does. */
async function busy({ page, session, slow }) {
  const perTask = await page.evaluate((changes) => window.host.perTask(changes), CHANGES);
  const perFrame = await taskTime(session, () =>
    page.evaluate((args) => window.host.perFrame(...args), [FRAMES, CHANGES_A_FRAME]),
  );
  await slow(SLOWED);
  const scroll = await taskTime(session, () =>
    page.evaluate((frames) => window.host.scroll(frames), FRAMES),
  );
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

/** How many times as long a page takes with the tag as the same page did before. */
const sampleHost = (elements) => async (env, contender) => {
  const opened = await openShop(env.browser, `${env.origin}/`, [HOST]);
  try {
    await opened.page.evaluate((count) => window.host.build(count), elements);
    await busy(opened);
    const without = await least(opened, 2);
    await settle(opened.page, contender, 1_000);
    const within = await least(opened, 2);
    return Object.fromEntries(Object.keys(without).map((key) => [key, within[key] / without[key]]));
  } finally {
    await opened.close();
  }
};

/** @param {number} elements */
const hostPart = (elements) => ({
  name: `host-${elements}`,
  title: `A host page of ${elements.toLocaleString('en')} elements: with the tag ÷ without`,
  share: 1 / 3,
  takes: hosts,
  measures: [
    { key: 'perTask', label: '5,000 changes, one per task', digits: 3 },
    { key: 'perFrame', label: '5,000 changes a second, per frame', digits: 3 },
    { key: 'scroll', label: `scrolling, layout dirty, ${SLOWED} × slowed`, digits: 3 },
  ],
  sample: sampleHost(elements),
});

export const host = [hostPart(4_000), hostPart(40_000)];
