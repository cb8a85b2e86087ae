import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStore, StoreError } from '../src/store/open.ts';
import { erase } from '../src/domain/member-actions.ts';
import { created, NOW, openStore, query, temporaryFolder } from './database.ts';

test('the folder of the database is made where it is missing, for its owner alone, and the journal is a write-ahead log', async (t) => {
  const { url } = await openStore(t);
  assert.equal(statSync(join(url.slice('file:'.length), '..')).mode & 0o077, 0);
  assert.deepEqual(await query(url, 'pragma journal_mode'), [{ journal_mode: 'wal' }]);
});

test('what is erased is not left in free space of the file', async (t) => {
  const store = await openStore(t);
  const phone = '+8613812345678';
  const { number } = await created(store, { phone, note: 'what the member wrote '.repeat(40) });
  const inFile = async (): Promise<boolean> => {
    await query(store.url, 'pragma wal_checkpoint(truncate)');
    return readFileSync(store.url.slice('file:'.length)).includes(phone);
  };
  assert.ok(await inFile());
  assert.ok((await store.tickets.change(number, NOW, erase({ now: NOW, actor: 'member' }), () => [])).ok);
  assert.equal(await inFile(), false);
});

test('a URL that names no database that can be opened is refused in words', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'notes.txt'), 'not a database, and longer than its header would be'.repeat(50));
  mkdirSync(join(folder, 'sub'));
  const cases: [string, RegExp][] = [
    ['mysql://canary', /expected file:<path>, such as/],
    ['file:', /expected file:<path>, such as/],
    ['', /expected file:<path>, such as/],
    [`file:${join(folder, 'sub')}`, /cannot open the database file/],
    [`file:${join(folder, 'notes.txt')}`, /cannot open the database file/],
    [`file:${join(folder, 'notes.txt', 'desk.db')}`, /cannot open the database file/],
  ];
  for (const [url, expected] of cases) {
    await assert.rejects(createStore(url), (error: unknown) => {
      assert.ok(error instanceof StoreError, String(error));
      assert.match(error.message, expected);
      assert.ok(!error.message.includes('canary'));
      return true;
    });
  }
  await assert.rejects(createStore(`file:${join(folder, 'none.db')}`, { mustExist: true }), /there is no database file/);
});
