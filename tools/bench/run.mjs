// `npm run bench`: what the widget costs a page, beside elements that draw the same and published
// widgets of a like kind. Needs a build. Options, after `--`:
//
//   --rounds=15         rounds; in each one every contender is measured once. 5 give an idea
//   --against=<folder>  another checkout, built: its widget and its desk, in the same rounds
//   --only=load,panel   only these parts: load, trace, panel, slow, preflight, inp, idle, host, lighthouse
//   --contenders=a,b    only these, and those that they are compared with
//   --json=<file>       writes every sample
//   --traces=<folder>   writes the traces of the part trace
//   --write             writes the tables into docs/performance.md
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserArgs, findTestBrowser } from '../browser.mjs';
import { runProgram } from '../program.mjs';
import { host } from './host.mjs';
import { idle } from './idle.mjs';
import { inp } from './inp.mjs';
import { lighthouse } from './lighthouse.mjs';
import { load } from './load.mjs';
import { machine } from './machine.mjs';
import { panel } from './panel.mjs';
import { preflight } from './preflight.mjs';
import { roundsOf, runPart } from './rounds.mjs';
import { openSite } from './site.mjs';
import { slow } from './slow.mjs';
import { compare } from './table.mjs';
import { trace } from './trace.mjs';
import { writeTables } from './write.mjs';

const PARTS = [load, trace, panel, slow, preflight, inp, idle, ...host, lighthouse];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    against: { type: 'string' },
    only: { type: 'string', default: '' },
    contenders: { type: 'string', default: '' },
    json: { type: 'string' },
    traces: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const here = fileURLToPath(new URL('../..', import.meta.url));
const against = values.against && resolve(values.against);
const rounds = Number(values.rounds);
const listed = (text) => text.split(',').filter(Boolean);
const only = listed(values.only);
const wanted = listed(values.contenders);
const parts = PARTS.filter(
  ({ name }) => only.length === 0 || only.some((each) => name.split('-')[0] === each),
);
/** The hosts of the machine itself: no contender reaches the network. */
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1';

function check() {
  if (!(rounds >= 1)) throw new Error('--rounds must be a number, at least 1.');
  if (parts.length === 0) throw new Error(`There is no part ${values.only}.`);
  for (const checkout of [here, ...(against ? [against] : [])])
    for (const file of ['dist/hotline.js', 'desk/dist/main.js'])
      if (!existsSync(join(checkout, file)))
        throw new Error(`There is no ${join(checkout, file)}; run npm run build there first.`);
}

/** Measures a part. @returns its samples and its section in Markdown */
async function measure(part, env, all) {
  const contenders = all.filter(
    (each) =>
      part.takes(each) &&
      (wanted.length === 0 || wanted.includes(each.name) || each.name === part.base),
  );
  const from = performance.now();
  const { samples, failures } = await runPart(part, env, contenders, rounds);
  const took = Math.round((performance.now() - from) / 1000);
  const failed = contenders
    .filter(({ name }) => failures[name])
    .map(({ name, label }) => `\n- ${label} failed at least once: ${failures[name]}`);
  const section = [
    `### ${part.title}`,
    '',
    `${roundsOf(part, rounds)} rounds, ${took} s.`,
    '',
    compare(contenders, part.measures, samples, part.base),
    ...failed,
  ].join('\n');
  return { samples, section };
}

const closing = [];
async function cleanUp() {
  for (const close of closing.splice(0).reverse()) await close();
}

async function main() {
  check();
  const folder = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const site = await openSite({ here, against, folder });
  closing.push(site.close);
  const browser = await chromium.launch({
    executablePath: findTestBrowser(),
    args: [...browserArgs, NO_NETWORK],
    // It is closed with the rest.
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  closing.push(() => browser.close());
  const env = { browser, origin: site.origin, traces: values.traces };
  const from = performance.now();
  const sections = [`Measured on ${machine(`Chromium ${browser.version()}`)}.`];
  const all = {};
  console.log(sections[0]);
  for (const part of parts) {
    const { samples, section } = await measure(part, env, site.contenders);
    all[part.name] = samples;
    sections.push(section);
    console.log(`\n${section}`);
    if (values.json) writeFileSync(values.json, JSON.stringify(all, null, 1));
    if (values.write) writeTables('widget', sections.join('\n\n'));
  }
  const minutes = ((performance.now() - from) / 60_000).toFixed(1);
  console.log(`\nThe whole took ${minutes} minutes.`);
}

await runProgram(main, cleanUp);
