// `npm run bench:nginx`: guests and members who ask for their contact, at a desk alone and behind an
// nginx that is configured as docs/operate.md shows. How many requests reach the desk, and how long
// do the answers take? Needs a build. Options, after `--`:
//
//   --rounds=5            rounds; in each one the desk is asked with and without nginx at each rate
//   --seconds=10          how long each of them is measured in a round
//   --rates=1000,5000     guests a second
//   --json=<file>         writes every sample
//   --write               writes the table into docs/performance.md
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DESK_ID, KEY_ID, memberToken } from '../../demo/server/member-token.mjs';
import { alwaysOpen, SIGNING_SECRET } from '../bench/desk.mjs';
import { machine } from '../bench/machine.mjs';
import { runPart } from '../bench/rounds.mjs';
import { compare } from '../bench/table.mjs';
import { between } from '../bench/write.mjs';
import { startDesk } from '../faults/desk.mjs';
import { prepareNginx, startNginx } from '../nginx.mjs';
import { runProgram } from '../program.mjs';

const ORIGIN = 'https://shop.example';
const METRICS_TOKEN = 'metrics-of-the-benchmark';
const MANY = 1_000_000;
/** Members who ask while the guests do, a second. */
const MEMBERS = 50;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    rates: { type: 'string', default: '1000,5000' },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const here = fileURLToPath(new URL('../..', import.meta.url));
const rates = values.rates.split(',').map(Number);
const [rounds, ms] = [Number(values.rounds), Number(values.seconds) * 1000];

/** Starts the built desk with its default log, as it runs in production. */
function openDesk(folder) {
  mkdirSync(folder, { recursive: true });
  const [shop, desk] = [join(folder, 'shop.json'), join(folder, 'desk.json')];
  writeFileSync(shop, JSON.stringify(alwaysOpen('hotline.config.json')));
  writeFileSync(
    desk,
    JSON.stringify({
      id: DESK_ID,
      origins: [ORIGIN],
      keys: [{ kid: KEY_ID, alg: 'HS256', secret: SIGNING_SECRET }],
      limits: { requestsPerMinute: MANY },
      trustProxy: true,
      metrics: { token: METRICS_TOKEN },
    }),
  );
  return startDesk(join(here, 'desk/dist/main.js'), {
    HOTLINE_CONFIG: shop,
    DESK_CONFIG: desk,
    DATABASE_URL: pathToFileURL(join(folder, 'desk.db')).href,
    LOG_LEVEL: 'info',
  });
}

/** How many contacts the desk has answered. */
async function answeredBy(desk) {
  const answer = await fetch(`${desk}/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  });
  const counts = (await answer.text()).matchAll(
    /^hotline_http_request_duration_seconds_count\{route="\/v1\/contact",.*\} (\d+)$/gm,
  );
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** A process that asks. */
function startLoad() {
  const child = fork(fileURLToPath(new URL('load.mjs', import.meta.url)));
  return {
    async ask(options) {
      child.send(options);
      const [result] = await once(child, 'message');
      return result;
    },
    close: () => child.disconnect(),
  };
}

const quantileOf = (sorted, at) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))];

/** One measurement of guests and members at once. */
async function sample({ desk, loads }, { port, rate }) {
  const token = await memberToken({ id: 'm-1', tier: 'vip', name: '小王' }, SIGNING_SECRET);
  const before = await answeredBy(desk);
  const [guests, members] = await Promise.all([
    loads.guests.ask({ port, rate, ms, headers: `Origin: ${ORIGIN}\r\n` }),
    loads.members.ask({
      port,
      rate: MEMBERS,
      ms,
      headers: `Origin: ${ORIGIN}\r\nAuthorization: Bearer ${token}\r\n`,
    }),
  ]);
  const reached = (await answeredBy(desk)) - before - members.asked;
  const [own, others] = [guests.times, members.times].map((times) => times.sort((a, b) => a - b));
  return {
    sent: (guests.asked / guests.sentAfter) * 1000,
    answered: (own.length / guests.took) * 1000,
    p50: quantileOf(own, 0.5),
    p95: quantileOf(own, 0.95),
    p99: quantileOf(own, 0.99),
    reached: (reached / Math.max(guests.took, ms)) * 1000,
    membersP50: quantileOf(others, 0.5),
    membersP99: quantileOf(others, 0.99),
    wrong: guests.wrong + members.wrong,
  };
}

const part = {
  name: 'nginx',
  measures: [
    { key: 'sent', label: 'guests a second', digits: 0 },
    { key: 'answered', label: 'answered a second', digits: 0 },
    { key: 'p50', label: 'p50, ms' },
    { key: 'p95', label: 'p95, ms' },
    { key: 'p99', label: 'p99, ms' },
    { key: 'reached', label: 'guests at the desk a second', digits: 2 },
    { key: 'membersP50', label: 'members p50, ms' },
    { key: 'membersP99', label: 'members p99, ms' },
    { key: 'wrong', label: 'refused or lost', digits: 0 },
  ],
  sample,
};

function write(text) {
  const file = join(here, 'docs/performance.md');
  writeFileSync(file, between(readFileSync(file, 'utf8'), 'nginx', text));
  spawnSync(process.execPath, [
    join(here, 'node_modules/prettier/bin/prettier.cjs'),
    '--write',
    file,
  ]);
}

const closing = [];
async function cleanUp() {
  for (const close of closing.splice(0).reverse()) await close();
}

async function main() {
  if (!existsSync(join(here, 'desk/dist/main.js'))) throw new Error('Run npm run build first.');
  if (!(rounds >= 1 && ms > 0 && rates.every((rate) => rate > 0)))
    throw new Error('--rounds, --seconds and --rates must be numbers above 0.');
  const program = prepareNginx();
  const version = /nginx\/\S+/.exec(spawnSync(program, ['-v'], { encoding: 'utf8' }).stderr)?.[0];
  const folder = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const desk = await openDesk(folder);
  closing.push(() => desk.end('SIGTERM'));
  const nginx = await startNginx(program, desk.url);
  closing.push(nginx.stop);
  const loads = { guests: startLoad(), members: startLoad() };
  for (const load of Object.values(loads)) closing.push(load.close);
  const contenders = rates.flatMap((rate) =>
    [
      ['the desk alone', desk.url],
      ['nginx in front', nginx.url],
    ].map(([what, url]) => ({
      name: `${what} ${rate}`,
      label: `${rate.toLocaleString('en')} a second, ${what}`,
      port: Number(new URL(url).port),
      rate,
    })),
  );
  const on = `Measured on ${machine(version)}.`;
  const { samples, failures } = await runPart(part, { desk: desk.url, loads }, contenders, rounds);
  const failed = Object.entries(failures).map(([name, error]) => `- ${name} failed: ${error}`);
  const table = compare(contenders, part.measures, samples);
  const text = [on, `${rounds} rounds of ${ms / 1000} s.`, table, ...failed].join('\n\n');
  console.log(text);
  if (values.json) writeFileSync(values.json, JSON.stringify(samples, null, 1));
  if (values.write) write(text);
}

await runProgram(main, cleanUp);
