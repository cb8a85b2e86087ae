import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { createStore, StoreError } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite-file.ts';
import { erase } from '../../src/domain/member-actions.ts';
import type { Store } from '../../src/store/store.ts';
import { created, NOW, openStore, query, temporaryFolder } from '../support/database.ts';

describe('the database file', () => {
  it('is created in a folder that only its owner can read, with a write-ahead log', async (t) => {
    const { url } = await openStore(t);
    assert.equal(statSync(join(url.slice('file:'.length), '..')).mode & 0o077, 0);
    assert.deepEqual(await query(url, 'pragma journal_mode'), [{ journal_mode: 'wal' }]);
  });

  it('can be read by its owner only, in a folder of others too', async (t) => {
    const folder = temporaryFolder(t);
    chmodSync(folder, 0o777);
    await openStore(t, { url: `file:${join(folder, 'desk.db')}` });
    const names = readdirSync(folder);
    assert.ok(names.includes('desk.db-wal'));
    for (const name of names) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  });

  it('holds every ticket by itself after the desk has stopped', async (t) => {
    const { url } = await openStore(t);
    const store = await createStore(url);
    const { number } = await created(store);
    const other = openSqlite(url.slice('file:'.length));
    t.after(() => other.close());
    assert.equal(other.rows('select 1 as one').length, 1);
    await store.close();
    const copy = join(temporaryFolder(t), 'copy.db');
    copyFileSync(url.slice('file:'.length), copy);
    assert.deepEqual(await query(`file:${copy}`, 'select number from ticket'), [{ number }]);
  });

  it('is opened again while another process keeps it from being written', async (t) => {
    const { url } = await openStore(t);
    await (await createStore(url)).settings.findOrMake('secret', () => 'kept');
    const other = openSqlite(url.slice('file:'.length));
    t.after(() => other.close());
    other.exec('begin immediate');
    const store = await createStore(url);
    t.after(() => store.close());
    assert.equal(await store.settings.findOrMake('secret', () => 'another'), 'kept');
    other.exec('commit');
  });
});

/** Names of the database's files that contain a text. */
function filesWith(url: string, text: string): string[] {
  const folder = dirname(url.slice('file:'.length));
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
}

const eraseTicket = async (store: Store, number: string): Promise<void> => {
  assert.ok((await store.tickets.change(number, NOW, erase({ now: NOW, actor: 'member' }))).ok);
};

describe('forgetErased', () => {
  it('removes erased data from free space in the file and from the write-ahead log', async (t) => {
    const store = await openStore(t);
    const [phone, note] = ['+8613812345678', 'what the member wrote '.repeat(400)];
    const { number } = await created(store, { phone, note });
    await store.forgetErased();
    assert.deepEqual(filesWith(store.url, phone), ['desk.db'], 'what is not erased stays');
    const other = await created(store, { phone, note });
    assert.deepEqual(filesWith(store.url, phone), ['desk.db', 'desk.db-wal']);
    await eraseTicket(store, other.number);
    await eraseTicket(store, number);
    await store.forgetErased();
    for (const canary of [phone, 'what the member wrote'])
      assert.deepEqual(filesWith(store.url, canary), []);
    assert.equal(statSync(`${store.url.slice('file:'.length)}-wal`).size, 0);
  });

  it('waits for a reader in another process that still sees the erased data', async (t) => {
    const store = await openStore(t);
    const phone = '+8613812345678';
    const { number } = await created(store, { phone });
    const reader = openSqlite(store.url.slice('file:'.length));
    t.after(() => reader.close());
    reader.exec('begin');
    assert.equal(reader.rows('select phone from ticket').length, 1);
    await eraseTicket(store, number);
    const forgetting = store.forgetErased();
    // Meanwhile the process does other work.
    await store.ping();
    assert.deepEqual(
      filesWith(store.url, phone).filter((name) => name.endsWith('-wal')),
      ['desk.db-wal'],
    );
    reader.exec('commit');
    await forgetting;
    assert.deepEqual(filesWith(store.url, phone), []);
  });
});

describe('createStore', () => {
  it('says why a URL names no database that it can open', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(
      join(folder, 'notes.txt'),
      'not a database, and longer than its header would be'.repeat(50),
    );
    mkdirSync(join(folder, 'sub'));
    const cases: [string, RegExp][] = [
      ['mysql://canary', /expected file:<path>, such as/],
      ['file:', /expected file:<path>, such as/],
      ['', /expected file:<path>, such as/],
      ['file::memory:', /expected file:<path>, such as/],
      [`file:${join(folder, 'x.db')}?mode=memory`, /expected file:<path>, such as/],
      [`file://${join(folder, 'x.db')}?mode=memory`, /expected file:<path>, such as/],
      ['file://host.example/x.db', /expected file:<path>, such as/],
      ['file:///tmp/x%00.db', /expected file:<path>, such as/],
      ['file:///tmp/x%2Fy.db', /expected file:<path>, such as/],
      ['file:x\0.db', /expected file:<path>, such as/],
      ['file:/dev/null', /cannot open the database file \/dev\/null \(this is not a file\)/],
      ['file:/proc/version', /cannot open the database file \/proc\/version \(unable to open/],
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
    assert.deepEqual(readdirSync(folder).sort(), ['notes.txt', 'sub']);
    await assert.rejects(
      createStore(`file:${join(folder, 'none.db')}`, { mustExist: true }),
      /there is no database file/,
    );
  });
});
