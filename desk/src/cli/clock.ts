import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { ConfigError } from '../config/config-error.ts';
import { readDatabaseUrl } from '../config/environment.ts';
import { createStore } from '../store/open.ts';
import type { StoredTime } from '../store/store.ts';

export const CLOCK_HELP = `Usage: hotline-desk clock                 what the desk believes of this machine's clock, and why
       hotline-desk clock --trust <date>  say that this machine's clock is right; today's date, such as 2026-11-27

Look at a watch before you trust the clock: with one that is ahead, the desk deletes too early what cannot be brought back.
Reads DATABASE_URL; a desk may be running on the same database.
`;

export interface ClockIo {
  env: NodeJS.ProcessEnv;
  output: Writable;
  /** Epoch ms. */
  now: () => number;
}

/** `2026-11-27 07:40:12 UTC` */
const written = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** `3 days`, `2 hours`, `10 minutes`, rounded. */
function lasting(ms: number): string {
  const [count, unit] =
    ms >= 2 * DAY
      ? [ms / DAY, 'days']
      : ms >= 2 * HOUR
        ? [ms / HOUR, 'hours']
        : [ms / MINUTE, 'minutes'];
  return `${Math.round(count)} ${unit}`;
}

/** Whether it is this date somewhere on earth at `now`. */
function isToday(date: string, now: number): boolean {
  const start = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  // Clocks are at most 14 hours before UTC, and 12 behind it.
  return now >= start - 14 * HOUR && now < start + DAY + 12 * HOUR;
}

/** What the desk makes of a clock, in words. */
function verdict(aheadMs: number, now: number): string {
  const trust = `If it is right: hotline-desk clock --trust <today's date>`;
  if (aheadMs < 0)
    return `The clock is ${lasting(-aheadMs)} behind what the desk has seen pass. Either it is wrong, or the desk ran with a clock that was ahead.
Meanwhile, times that a wrong clock has left in tickets are not corrected.
${trust}
`;
  if (aheadMs > HOUR)
    return `The clock is ${lasting(aheadMs)} ahead of what the desk has seen pass. Either it is wrong, or no desk has run for that long.
What is old is deleted later. A running desk believes the clock by ${written(Math.round((now + aheadMs) / MINUTE) * MINUTE)}.
${trust}
`;
  return 'The desk believes the clock.\n';
}

async function show(time: StoredTime, now: number): Promise<string> {
  const { stored, trusted, aheadMs } = await time.view();
  const rows = [
    ['Clock of this machine', written(now)],
    // A running desk stores both every hour.
    ['Surely come, as last stored', stored ? written(stored.sure) : 'nothing stored yet'],
    ['Passed at least, as last stored', stored ? written(stored.passed) : 'nothing stored yet'],
    ['Last trusted by an operator', trusted === undefined ? 'never' : written(trusted)],
  ];
  return `${rows.map(([name = '', value = '']) => `${name.padEnd(33)}${value}\n`).join('')}${verdict(aheadMs, now)}`;
}

async function trust(time: StoredTime, date: string, now: number): Promise<string> {
  if (!isToday(date, now))
    throw new ConfigError(
      `This machine's clock says ${written(now)}, which is another day than ${JSON.stringify(date)}. Set the clock first; the date is written as 2026-11-27.`,
    );
  await time.trust(now);
  return `The desk now takes ${written(now)} for the present time. Running desks follow within seconds.\n`;
}

/**
 * `hotline-desk clock`: what the desk believes of the clock, and a way to overrule it.
 * @param argv Arguments after `clock`
 * @throws {ConfigError | StoreError} with a message for the operator
 */
export async function clockCommand(argv: readonly string[], io: ClockIo): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { trust: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void io.output.write(CLOCK_HELP);
  if (positionals.length) throw new ConfigError(`There is no such command.\n\n${CLOCK_HELP}`);
  const store = await createStore(readDatabaseUrl(io.env), { mustExist: true, clock: io.now });
  try {
    const { time } = store;
    const now = io.now();
    io.output.write(
      values.trust === undefined ? await show(time, now) : await trust(time, values.trust, now),
    );
  } finally {
    await store.close();
  }
}
