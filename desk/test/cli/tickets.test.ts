import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { ticketsCommand } from '../../src/cli/tickets.ts';
import { created, NOW, openStore } from '../support/database.ts';
import { DAY, MINUTE, shopInput } from '../support/fixture.ts';

/** Runs the command over a database, with the sample shop unless `shop` says otherwise. */
async function run(url: string, shop: string = JSON.stringify(shopInput)) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  await ticketsCommand(false, {
    env: { DATABASE_URL: url, HOTLINE_CONFIG: 'shop.json' },
    sources: { readFile: () => shop, workCalendar: () => undefined },
    output,
    errors,
    now: () => NOW,
  });
  return { output: String(output.read() ?? ''), errors: String(errors.read() ?? '') };
}

describe('the tickets command', () => {
  it('knows the hours that a supervisor has set for today, as the console does', async (t) => {
    const store = await openStore(t);
    await created(store, { line: 'vip', dueAt: NOW + 60 * MINUTE });
    assert.match((await run(store.url)).output, / waits /);
    await store.shopChanges.setHours(
      'vip',
      '2026-11-23',
      { periods: [{ from: '14:00', to: '18:00' }], reason: null, endsAt: NOW + DAY, by: 'boss' },
      NOW,
      { actor: 'boss', action: 'line.hours' },
    );
    assert.match((await run(store.url)).output, / line opens in 4 h 0 min /);
  });

  it('lists the tickets without hours when the config cannot be read, and says so', async (t) => {
    const store = await openStore(t);
    await created(store, { line: 'vip' });
    const { output, errors } = await run(store.url, '{');
    assert.match(output, / vip /);
    assert.match(errors, /^hotline-desk: the hours of the lines are unknown: HOTLINE_CONFIG: /);
  });
});
