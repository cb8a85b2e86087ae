import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { openSqlite } from '../../src/store/sqlite-file.ts';
import { isUnavailable } from '../../src/store/errors.ts';
import { fileOf, isPostgresUrl } from '../../src/store/store-url.ts';
import { created, NOW, openStore } from '../support/database.ts';
import { cancel } from '../../src/domain/member-actions.ts';

/** Another process keeps everybody else from writing tickets. Returns what gives the lock back. */
async function lock(t: TestContext, url: string): Promise<() => Promise<void>> {
  if (!isPostgresUrl(url)) {
    const file = openSqlite(fileOf(url));
    t.after(() => file.close());
    file.exec('begin immediate');
    return () => Promise.resolve(file.exec('rollback'));
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query('lock table ticket in exclusive mode');
  // The server rolls back when the connection ends.
  return () => client.end();
}

describe('the deadline of a request', () => {
  it('is one for all its writes, and for all that wait beside it', async (t) => {
    const store = await openStore(t);
    const { number } = await created(store);
    const unlock = await lock(t, store.url);
    const started = performance.now();
    const change = () => store.by(started + 300).tickets.change(number, NOW, cancel({ now: NOW }));
    const errors: unknown[] = [];
    // Eight requests at once, each of which writes twice.
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let write = 0; write < 2; write++)
          await change().catch((error: unknown) => errors.push(error));
      }),
    );
    const waited = performance.now() - started;
    assert.equal(errors.length, 16);
    assert.ok(errors.every(isUnavailable));
    // One after the other would be at least 16 times as long.
    assert.ok(waited >= 290 && waited < 3_000, String(waited));
    await unlock();
    assert.ok((await store.tickets.change(number, NOW, cancel({ now: NOW }))).ok);
  });

  it('lets others read meanwhile', async (t) => {
    const store = await openStore(t);
    const { number } = await created(store);
    const unlock = await lock(t, store.url);
    const order: string[] = [];
    const writing = store
      .by(performance.now() + 60_000)
      .tickets.change(number, NOW, cancel({ now: NOW }))
      .then(() => order.push('written'));
    assert.equal((await store.tickets.find(number))?.status, 'waiting');
    order.push('read');
    await unlock();
    await writing;
    assert.deepEqual(order, ['read', 'written']);
  });
});
