// `npm run bench`: what the widget costs a page, beside a hand-written element that draws the same.
// Build first. Options:
//
//   --rounds=15        rounds; in each one, every contender is measured once
//   --against=<dir>    another checkout, built: its widget with its desk, in the same rounds
//   --only=load        only these parts, with commas
//   --json=<file>      writes every sample, too
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserArgs, findTestBrowser } from '../browser.mjs';
import { contenders } from './contenders.mjs';
import { alwaysOpen, publicNumber, startBenchDesk } from './desk.mjs';
import { measures, sampleLoad } from './load.mjs';
import { serve } from './serve.mjs';
import { shopPage } from './shop.mjs';
import { compare } from './table.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    against: { type: 'string' },
    only: { type: 'string', default: 'load' },
    json: { type: 'string' },
  },
});
const here = fileURLToPath(new URL('../..', import.meta.url));
const against = values.against && resolve(values.against);
const rounds = Number(values.rounds);

for (const checkout of [here, ...(against ? [against] : [])])
  for (const file of ['dist/hotline.js', 'desk/dist/main.js'])
    if (!existsSync(join(checkout, file))) {
      console.error(`There is no ${join(checkout, file)}; run npm run build there first.`);
      process.exit(1);
    }

const folder = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
const site = await serve({
  '/hotline/': join(here, 'dist'),
  ...(against && { '/old/': join(against, 'dist') }),
  '/assets/': join(here, 'demo/assets'),
  '/bench/': fileURLToPath(new URL('page', import.meta.url)),
});
const desk = await startBenchDesk(here, { folder: join(folder, 'desk'), origins: [site.origin] });
const oldDesk =
  against &&
  (await startBenchDesk(against, { folder: join(folder, 'old'), origins: [site.origin] }));
const staticConfig = alwaysOpen('static.config.json');
site.add('/', shopPage());
site.add('/static.config.json', JSON.stringify(staticConfig));
const browser = await chromium.launch({ executablePath: findTestBrowser(), args: browserArgs });
try {
  const localhost = (url) => url.replace('127.0.0.1', 'localhost');
  const all = contenders({
    desk: localhost(desk.url),
    oldDesk: oldDesk && localhost(oldDesk.url),
    number: publicNumber(alwaysOpen('hotline.config.json')),
    staticNumber: publicNumber(staticConfig),
  });
  const samples = Object.fromEntries(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < all.length; turn++) {
      // Each round begins with another contender.
      const contender = all[(turn + round) % all.length];
      samples[contender.name][round] = await sampleLoad(
        browser,
        contender,
        `${site.origin}/`,
      ).catch((error) => void console.error(`${contender.label}: ${error.message}`));
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\r`);
  }
  console.log(compare(all, measures, samples, 'vanilla'));
  if (values.json) writeFileSync(values.json, JSON.stringify({ load: samples }, null, 1));
} finally {
  await browser.close();
  await desk.end('SIGTERM');
  await oldDesk?.end('SIGTERM');
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
