import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { created, openStore, postgresDatabase, temporaryFolder } from '../support/database.ts';

const run = promisify(execFile);
const programs = process.env['TEST_POSTGRES_PROGRAMS'] ?? '';

describe('pg_dump of a database in use', () => {
  it('contains every ticket that was answered before, and pg_restore makes a working desk of it', async (t) => {
    const store = await openStore(t);
    const file = join(temporaryFolder(t), 'desk.dump');
    const before = await Promise.all(
      Array.from({ length: 40 }, () => created(store, { note: '充值未到账' })),
    );
    let writing = true;
    const more = (async () => {
      while (writing) await created(store);
    })();
    await run(join(programs, 'pg_dump'), ['-Fc', '-f', file, store.url]);
    writing = false;
    await more;

    const url = postgresDatabase();
    await run(join(programs, 'pg_restore'), ['--no-owner', '--exit-on-error', '-d', url, file]);
    const restored = await openStore(t, { url });
    for (const ticket of before)
      assert.deepEqual(await restored.tickets.find(ticket.number), ticket);
    for (const { number } of await restored.tickets.open())
      assert.equal((await restored.tickets.find(number))?.timeline.length, 1, number);
    await created(restored);
  });
});
