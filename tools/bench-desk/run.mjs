// `npm run bench:desk`: what the built desk answers and writes a second, beside bare servers that
// send the same bytes and write the same rows, and what more tickets, streams and processes cost.
// Needs a build. Options, after `--`:
//
//   --rounds=5          rounds; in each one every contender is measured once
//   --seconds=3         how long each of them is measured in a round
//   --against=<folder>  another checkout, built: its desk in the same rounds
//   --only=contact,open only these parts: contact (-member), write, open, growth, streams, postgres, or one of
//                       postgres-contact, -write, -open, -growth, -streams
//   --json=<file>       writes every sample
//   --write             writes the tables into docs/performance.md
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from '../bench/machine.mjs';
import { roundsOf, runPart } from '../bench/rounds.mjs';
import { compare } from '../bench/table.mjs';
import { writeTables } from '../bench/write.mjs';
import { runProgram } from '../program.mjs';
import { growth } from './growth.mjs';
import { closedLoop, openLoops } from './loops.mjs';
import { postgres } from './postgres.mjs';
import { streams } from './streams.mjs';

const PARTS = [
  closedLoop('contact', 'GET /v1/contact, closed loop of 32', 'contact'),
  closedLoop(
    'contact-member',
    'GET /v1/contact of members with tickets, closed loop of 32',
    'member-contact',
  ),
  closedLoop('write', 'POST /v1/callbacks, closed loop of 32', 'callback'),
  ...openLoops('open', 'POST /v1/callbacks, open loop'),
  growth,
  streams,
  ...postgres,
];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    against: { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const here = fileURLToPath(new URL('../..', import.meta.url));
const against = values.against && resolve(values.against);
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const only = values.only.split(',').filter(Boolean);
const parts = PARTS.filter(
  ({ name }) => only.length === 0 || only.some((each) => `${name}-`.startsWith(`${each}-`)),
);

function check() {
  if (!(rounds >= 1)) throw new Error('--rounds must be a number, at least 1.');
  if (!(seconds > 0)) throw new Error('--seconds must be a number above 0.');
  if (parts.length === 0) throw new Error(`There is no part ${values.only}.`);
  for (const checkout of [here, ...(against ? [against] : [])])
    if (!existsSync(join(checkout, 'desk/dist/main.js')))
      throw new Error(`There is no desk in ${checkout}; run npm run build there first.`);
}

const closing = [];
async function cleanUp() {
  for (const close of closing.splice(0).reverse()) await close();
}

/** Measures a part. @returns its samples and its section in Markdown */
async function measure(part, env) {
  const { contenders } = env;
  const from = performance.now();
  const count = part.rounds ?? rounds;
  const { samples, failures } = await runPart(part, env, contenders, count);
  const took = Math.round((performance.now() - from) / 1000);
  const section = [
    `### ${part.title}`,
    '',
    `${roundsOf(part, count)} rounds, ${took} s.${part.note ? ` ${part.note}` : ''}`,
    '',
    compare(contenders, part.measures, samples, part.base),
    ...contenders
      .filter(({ name }) => failures[name])
      .map(({ name, label }) => `\n- ${label} failed at least once: ${failures[name]}`),
  ].join('\n');
  return { samples, section };
}

async function main() {
  check();
  const folder = mkdtempSync(join(tmpdir(), 'hotline-bench-desk-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const from = performance.now();
  const sections = [`Measured on ${machine()}.`];
  console.log(sections[0]);
  const all = {};
  // Parts with the same servers share them.
  for (const open of new Set(parts.map((part) => part.open))) {
    const opened = await open({ here, against, folder });
    closing.push(opened.close);
    for (const part of parts.filter((each) => each.open === open)) {
      const { samples, section } = await measure(part, { ...opened, ms: seconds * 1000 });
      all[part.name] = samples;
      sections.push(section);
      console.log(`\n${section}`);
      if (values.json) writeFileSync(values.json, JSON.stringify(all, null, 1));
      if (values.write) writeTables('desk', sections.join('\n\n'));
    }
    closing.pop();
    await opened.close();
  }
  const minutes = ((performance.now() - from) / 60_000).toFixed(1);
  console.log(`\nThe whole took ${minutes} minutes.`);
}

await runProgram(main, cleanUp);
