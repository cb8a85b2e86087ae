import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browserArgs, findTestBrowser } from '../browser.mjs';
import { hosts } from './contenders.mjs';
import { installed } from './peers.mjs';

/** The newest that runs on Node 20. */
const PACKAGES = { lighthouse: '12.8.2' };

let loading;
/** @returns {Promise<typeof import('lighthouse').default>} */
const loadLighthouse = () =>
  (loading ??= (async () => {
    const folder = installed('lighthouse', PACKAGES);
    const { resolve } = createRequire(join(folder, 'package.json'));
    return (await import(pathToFileURL(resolve('lighthouse')).href)).default;
  })());

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Lighthouse's own settings for a phone, in a browser of its own. */
async function sampleLighthouse({ origin }, contender) {
  const lighthouse = await loadLighthouse();
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findTestBrowser(),
    args: [...browserArgs, `--remote-debugging-port=${port}`],
  });
  try {
    const { lhr } = await lighthouse(`${origin}/with/${contender.name}`, {
      port,
      logLevel: 'silent',
      onlyCategories: ['performance'],
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const value = (id) => lhr.audits[id].numericValue;
    return {
      score: lhr.categories.performance.score * 100,
      tbt: value('total-blocking-time'),
      fcp: value('first-contentful-paint'),
      lcp: value('largest-contentful-paint'),
      cls: value('cumulative-layout-shift'),
      work: value('mainthread-work-breakdown'),
    };
  } finally {
    await browser.close();
  }
}

export const lighthouse = {
  name: 'lighthouse',
  title: `Lighthouse ${PACKAGES.lighthouse}, phone`,
  share: 1 / 5,
  takes: hosts,
  measures: [
    { key: 'score', label: 'performance', digits: 0 },
    { key: 'tbt', label: 'total blocking time, ms', digits: 0 },
    { key: 'fcp', label: 'first paint, ms', digits: 0 },
    { key: 'lcp', label: 'largest paint, ms', digits: 0 },
    { key: 'cls', label: 'layout shift', digits: 4 },
    { key: 'work', label: "main thread's work, ms", digits: 0 },
  ],
  sample: sampleLighthouse,
};
