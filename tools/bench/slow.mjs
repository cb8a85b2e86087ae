import { alike } from './contenders.mjs';
import { SLOWED, TIMEOUT_MS, injection, middleOf, openPage, press } from './sample.mjs';

/** Lighthouse's "Slow 4G". */
export const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
/** How long a visitor's pointer is on a link before the press, on average. */
const HOVER_MS = 300;
/** How long a finger rests on the screen in a tap. */
const TAP_MS = 90;
const QUIET_MS = 1_000;

/** The page with the tag in it over a slow network; then a press on a pill that is cold. */
async function sampleSlow({ browser, origin }, contender) {
  const measured = {};
  for (const [key, waits] of [
    ['hovered', (page) => page.waitForTimeout(HOVER_MS)],
    ['tapped', () => undefined],
  ]) {
    const { page, session, slow, close } = await openPage(browser);
    try {
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', SLOW_4G);
      await slow(SLOWED);
      await page.goto(`${origin}/with/${contender.name}`, { waitUntil: 'commit' });
      const { targets } = injection(contender);
      const times = await page.evaluate(
        (args) => window.bench.painted(...args),
        [targets, TIMEOUT_MS],
      );
      if (times.number === null) throw new Error('never showed its number');
      measured.pill ??= times.pill;
      measured.number ??= times.number;
      await page.waitForTimeout(QUIET_MS);
      const { x, y } = await middleOf(page, contender.pill);
      await page.mouse.move(x, y);
      await waits(page);
      measured[key] = await press(page, contender.panel, key === 'tapped' ? TAP_MS : 0);
    } finally {
      await close();
    }
  }
  return measured;
}

export const slow = {
  name: 'slow',
  title: 'Slow 4G',
  base: 'vanilla',
  share: 2 / 3,
  takes: alike,
  measures: [
    { key: 'pill', label: 'navigation → pill, ms', digits: 0, ratio: true },
    { key: 'number', label: 'navigation → number, ms', digits: 0, ratio: true },
    {
      key: 'hovered',
      label: `press → panel ${HOVER_MS} ms after hovering, ms`,
      digits: 0,
      ratio: true,
    },
    { key: 'tapped', label: 'press → panel without, ms', digits: 0, ratio: true },
  ],
  sample: sampleSlow,
};
