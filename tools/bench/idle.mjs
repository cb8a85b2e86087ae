import { fileURLToPath } from 'node:url';
import { metricsOf, openShop, settle } from './sample.mjs';

const WATCH = fileURLToPath(new URL('page/watch.js', import.meta.url));
const IDLE_MS = 10_000;
const WATCHED_MS = 5_000;

/** Adds and removes 1,000 nodes a second, 50 at a time, for some seconds. */
const changes = async (page) =>
  page.evaluate(async () => {
    const list = document.querySelector('main');
    for (let round = 0; round < 60; round++) {
      const nodes = Array.from({ length: 50 }, () => document.createElement('i'));
      list.append(...nodes);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      for (const node of nodes) node.remove();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });

const scrolls = async (page) =>
  page.evaluate(async () => {
    for (let at = 0; at < 60; at++) {
      document.scrollingElement.scrollTop += at < 30 ? 20 : -20;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });

/** What still runs of a contender that showed itself 10 s ago. */
async function sampleIdle({ browser, origin }, contender) {
  const opened = await openShop(browser, `${origin}/`, [WATCH]);
  const { page, session, close } = opened;
  try {
    await settle(opened, contender, IDLE_MS);
    const watch = () => page.evaluate(() => window.watch());
    const measure = async (during) => {
      const before = { ...(await watch()), tasks: (await metricsOf(session)).TaskDuration };
      await during();
      const after = { ...(await watch()), tasks: (await metricsOf(session)).TaskDuration };
      return (key) => after[key] - before[key];
    };
    const idle = await measure(() => page.waitForTimeout(WATCHED_MS));
    const changing = await measure(() => changes(page));
    const scrolling = await measure(() => scrolls(page));
    return {
      taskMs: idle('tasks') * 1000,
      timers: idle('timers'),
      frames: idle('frames'),
      observerCalls: changing('observerCalls'),
      observerMs: changing('observerMs'),
      scrollListeners: (await watch()).scrollListeners,
      scrollCalls: scrolling('scrollCalls'),
      scrollMs: scrolling('scrollMs'),
    };
  } finally {
    await close();
  }
}

export const idle = {
  name: 'idle',
  title: 'What still runs after 10 s',
  // Counts do not depend on what else runs, so all contenders idle at once.
  together: true,
  takes: ({ name, isMember }) => !isMember && name !== 'vanilla-again',
  measures: [
    { key: 'taskMs', label: 'task time in 5 s, ms' },
    { key: 'timers', label: 'timers set', digits: 0 },
    { key: 'frames', label: 'frames asked for', digits: 0 },
    { key: 'observerCalls', label: 'observers called while the page changes', digits: 0 },
    { key: 'observerMs', label: 'their time, ms' },
    { key: 'scrollListeners', label: 'scroll listeners', digits: 0 },
    { key: 'scrollCalls', label: 'called in 60 frames', digits: 0 },
    { key: 'scrollMs', label: 'their time, ms' },
  ],
  sample: sampleIdle,
};
