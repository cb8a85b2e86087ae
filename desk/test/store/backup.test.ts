import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { backup } from '../../src/store/backup.ts';
import { StoreError } from '../../src/store/open.ts';
import { created, NOW, openStore, temporaryFolder } from '../support/database.ts';

describe('backup', () => {
  it('contains every ticket that was answered before, and opens as a database', async (t) => {
    const store = await openStore(t);
    const folder = temporaryFolder(t);
    const target = join(folder, 'backup.db');
    const answered: string[] = [];
    let before: string[] = [];
    const writers = Array.from({ length: 60 }, async () => {
      const { number } = await created(store);
      answered.push(number);
      if (answered.length !== 25) return;
      before = [...answered];
      backup(store.url, target);
    });
    await Promise.all(writers);
    assert.equal(before.length, 25);
    assert.equal(statSync(target).mode & 0o077, 0);
    assert.deepEqual(readdirSync(folder), ['backup.db']);

    // Restores the backup by copying it to the place of the database.
    const restored = join(folder, 'restored');
    mkdirSync(restored);
    copyFileSync(target, join(restored, 'desk.db'));
    const again = await openStore(t, { url: `file:${join(restored, 'desk.db')}` });
    const kept = new Set((await again.tickets.open()).map(({ number }) => number));
    assert.deepEqual(
      before.filter((number) => !kept.has(number)),
      [],
    );
    for (const number of kept) assert.equal((await again.tickets.find(number))?.timeline.length, 1);
    await created(again);
  });

  it('contains the screenshots', async (t) => {
    const store = await openStore(t);
    const id = 'A'.repeat(22);
    const data = Buffer.from('bytes of a picture');
    await store.attachments.add({
      id,
      picture: { type: 'image/jpeg', width: 1, height: 1, data },
      now: NOW,
      expiresAt: NOW + 1,
      idempotency: { keyHash: 'key', fingerprint: '' },
      maxBytes: 1000,
    });
    const { number } = await created(store, {}, { attachments: [id] });
    const target = join(temporaryFolder(t), 'backup.db');
    backup(store.url, target);
    const again = await openStore(t, { url: `file:${target}` });
    const read = await again.attachments.read(id);
    assert.equal(read?.ticket, number);
    assert.deepEqual(Buffer.from(read?.data ?? []), data);
  });

  it('says why it failed, and leaves no file behind', async (t) => {
    const { url } = await openStore(t);
    const folder = temporaryFolder(t);
    const there = join(folder, 'there.db');
    writeFileSync(there, 'precious');
    const cases: [string, string, RegExp][] = [
      [url, there, /there\.db is there already/],
      [url, join(folder, 'missing', 'x.db'), /Cannot write the backup .*ENOENT/],
      [`file:${join(folder, 'none.db')}`, join(folder, 'x.db'), /there is no database file/],
      ['postgres://a:canary@b/c', join(folder, 'x.db'), /pg_dump/],
      [`file:${there}`, join(folder, 'x.db'), /Cannot write the backup/],
    ];
    for (const [from, to, expected] of cases) {
      assert.throws(
        () => backup(from, to),
        (error: unknown) =>
          error instanceof StoreError &&
          expected.test(error.message) &&
          !error.message.includes('canary'),
        to,
      );
    }
    assert.deepEqual(readdirSync(folder), ['there.db']);
    assert.ok(!existsSync(join(folder, 'none.db')));
  });
});
