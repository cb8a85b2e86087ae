import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStore, StoreError } from '../src/store/open.ts';
import type { TicketRecord } from '../src/domain/ticket.ts';
import { createdTicket, MINUTE, NOW, query, startDesk, temporaryFolder, temporaryUrl } from './fixture.ts';

const record = (number: string, change: Partial<TicketRecord> = {}): TicketRecord => ({
  number,
  keyHash: 'x',
  member: null,
  tier: null,
  line: 'public',
  phone: `+86139${number.slice(4)}`,
  topic: null,
  orderNumber: null,
  occurredAt: null,
  note: null,
  urgent: false,
  senior: false,
  language: 'zh-CN',
  passphrase: 'a b',
  status: 'waiting',
  createdAt: NOW,
  dueAt: null,
  promiseMinutes: 60,
  ...change,
});

test('the folder of the database is made where it is missing, for its owner alone, and the journal is a write-ahead log', async (t) => {
  const url = temporaryUrl(t);
  const store = await createStore(url);
  t.after(() => store.close());
  assert.equal(statSync(join(url.slice('file:'.length), '..')).mode & 0o077, 0);
  assert.deepEqual(await query(url, 'pragma journal_mode'), [{ journal_mode: 'wal' }]);
});

test('a URL that names no database that can be opened is refused in words', async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'notes.txt'), 'not a database, and longer than its header would be'.repeat(50));
  mkdirSync(join(folder, 'sub'));
  const cases: [string, RegExp][] = [
    ['postgres://someone:canary@db.example/desk', /^DATABASE_URL: PostgreSQL is not supported yet; expected file:<path>\.$/],
    ['postgresql://someone:canary@db.example/desk', /PostgreSQL is not supported yet/],
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

test('migrations that have run leave the data alone, and one that was killed half-way is finished', async (t) => {
  const desk = await startDesk(t);
  await createdTicket(desk);
  await desk.store.close();
  await query(desk.url, 'drop table idempotency');
  await query(desk.url, 'delete from kysely_migration');
  const again = await startDesk(t, { url: desk.url });
  await createdTicket(again);
  assert.equal((await again.store.waiting()).length, 2);
});

test('a setting keeps the value that it was first given', async (t) => {
  const url = temporaryUrl(t);
  const store = await createStore(url);
  t.after(() => store.close());
  const values = await Promise.all(Array.from({ length: 20 }, () => store.setting('secret', () => randomBytes(32).toString('base64url'))));
  assert.equal(new Set(values).size, 1);
  await store.close();
  const again = await createStore(url);
  t.after(() => again.close());
  assert.equal(await again.setting('secret', () => 'another'), values[0]);
});

test('what waits comes earliest due first, without a due time last, then in the order of asking', async (t) => {
  const store = await createStore(temporaryUrl(t));
  t.after(() => store.close());
  const tickets = [
    record('261123000001', { dueAt: null, createdAt: NOW - 1 }),
    record('261123000002', { dueAt: NOW + MINUTE }),
    record('261123000003', { dueAt: NOW - MINUTE, urgent: true }),
    record('261123000004', { dueAt: NOW + MINUTE, createdAt: NOW - 1 }),
    record('261123000005', { dueAt: NOW, status: 'unreached' }),
    record('261123000006', { dueAt: NOW, status: 'calling' }),
    record('261123000007', { dueAt: NOW, status: 'solved' }),
  ];
  for (const ticket of tickets) {
    const idempotency = { keyHash: ticket.number, fingerprint: '' };
    await store.createTicket({ mint: () => ticket, phone: ticket.phone, now: NOW, idempotency, perNumberPerDay: 1 });
  }
  assert.deepEqual(
    (await store.waiting()).map(({ number }) => number.slice(-1)),
    ['3', '5', '4', '2', '1'],
  );
  assert.equal((await store.waiting())[0]?.urgent, true);
});

test('where every number is taken, the desk gives up rather than go on for ever', async (t) => {
  const store = await createStore(temporaryUrl(t));
  t.after(() => store.close());
  let minted = 0;
  const mint = (): TicketRecord => (minted++, record('261123000001'));
  const create = (keyHash: string) => store.createTicket({ mint, phone: '+8613800138000', now: NOW, idempotency: { keyHash, fingerprint: '' }, perNumberPerDay: 9 });
  assert.equal((await create('a')).kind, 'created');
  await assert.rejects(create('b'), /UNIQUE/);
  assert.equal(minted, 21);
});

test('a closed database answers nothing', async (t) => {
  const store = await createStore(temporaryUrl(t));
  await store.ping();
  await store.close();
  await assert.rejects(store.ping());
});
