import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { clockCommand } from '../../src/cli/clock.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { NOW, openStore, temporaryUrl } from '../support/database.ts';
import { DAY, MINUTE } from '../support/fixture.ts';

const HOUR = 60 * MINUTE;

/** Runs the command by a clock that says `now`; returns its output. */
async function run(url: string, args: string[] = [], now = NOW): Promise<string> {
  const output = new PassThrough();
  await clockCommand(args, { env: { DATABASE_URL: url }, output, now: () => now });
  return String(output.read() ?? '');
}

/** A desk that runs on a database, by a clock that says `now`. */
async function runningDesk(t: Parameters<typeof openStore>[0], url: string, now: number) {
  const store = await openStore(t, { url, clock: () => now });
  await store.time.remember();
  return store;
}

describe('the clock command', () => {
  it('says that the clock is believed, and what is stored', async (t) => {
    const url = temporaryUrl(t);
    await runningDesk(t, url, NOW);
    assert.equal(
      await run(url, [], NOW + MINUTE),
      [
        'Clock of this machine            2026-11-23 02:01:00 UTC',
        'Surely come, as last stored      2026-11-23 02:00:00 UTC',
        'Passed at least, as last stored  2026-11-23 02:00:00 UTC',
        'Last trusted by an operator      never',
        'The desk believes the clock.\n',
      ].join('\n'),
    );
  });

  it('says why a clock that is ahead is not believed, and until when', async (t) => {
    const url = temporaryUrl(t);
    await runningDesk(t, url, NOW - 3 * DAY);
    const said = await run(url);
    assert.match(said, /3 days ahead .* no desk has run for that long/);
    assert.match(said, /believes the clock by 2026-11-26 02:00:00 UTC/);
    assert.match(said, /clock --trust/);
  });

  it('says why a clock that is behind is not believed', async (t) => {
    const url = temporaryUrl(t);
    await runningDesk(t, url, NOW + 5 * HOUR);
    assert.match(await run(url), /5 hours behind .* ran with a clock that was ahead/);
  });

  it('lets a running desk delete again after a long stop, and is in the audit log', async (t) => {
    const url = temporaryUrl(t);
    await runningDesk(t, url, NOW - 30 * DAY);
    const desk = await openStore(t, { url, clock: () => NOW });
    assert.equal(Math.round((await desk.time.remember()) / DAY), 30);
    assert.match(await run(url, ['--trust', '2026-11-23']), /takes 2026-11-23 02:00:00 UTC/);
    await desk.time.heed();
    assert.equal(await desk.time.remember(), 0);
    const [entry] = await desk.audit.list({}, 9);
    assert.deepEqual(
      [entry?.actor, entry?.action, entry?.detail],
      ['desk', 'clock.trusted', '2026-11-23T02:00:00.000Z'],
    );
    assert.match(await run(url), /operator +2026-11-23 02:00:00 UTC\nThe desk believes the clock/);
  });

  it('overrules what desks came to believe of a clock that was ahead', async (t) => {
    const url = temporaryUrl(t);
    const desks = [
      await runningDesk(t, url, NOW + 90 * DAY),
      await openStore(t, { url, clock: () => NOW }),
    ];
    assert.equal(await desks[1]?.time.remember().then(Math.sign), -1);
    await run(url, ['--trust', '2026-11-23']);
    // The desk whose clock is wrong stores what it knows; it may not bring the old time back.
    for (const desk of desks) await desk.time.remember();
    assert.equal(await desks[1]?.time.remember(), 0);
    assert.match(await run(url), /The desk believes the clock/);
  });

  it('refuses a date that is not today, and wrong arguments', async (t) => {
    const url = temporaryUrl(t);
    await runningDesk(t, url, NOW - 30 * DAY);
    const refused = (args: string[], words: RegExp): Promise<void> =>
      assert.rejects(
        run(url, args),
        (error) => error instanceof Error && words.test(error.message),
      );
    for (const date of ['2026-11-25', '2026-11-21', '2027-06-11', 'today', ''])
      await refused(
        ['--trust', date],
        /^This machine's clock says 2026-11-23 02:00:00 UTC, which is another day/,
      );
    await refused(['--trust'], /argument missing/);
    await refused(['now'], /^There is no such command/);
    await refused(['--now'], /Unknown option/);
    await assert.rejects(run(url, ['now']), ConfigError);
    assert.match(await run(url), /30 days ahead/);
    // It is this day already in the east, or still in the west.
    for (const date of ['2026-11-22', '2026-11-23']) await run(url, ['--trust', date]);
    assert.match(await run(url, ['--help']), /^Usage: hotline-desk clock/);
  });
});
