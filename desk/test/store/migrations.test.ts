import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { migrate } from '../../src/store/migrations.ts';
import { createStore } from '../../src/store/open.ts';
import { create, created, emptyUrl, kyselyOf, NOW, openStore, query } from '../support/database.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A database as version 0.1 left it, with a ticket that waits and one that was cancelled. */
async function firstVersion(url: string): Promise<void> {
  const db = kyselyOf(url);
  await migrate(db, '0001-tickets');
  await db.destroy();
  const columns =
    'number, key_hash, line, phone, order_number, urgent, senior, language, passphrase, status, created_at, due_at, promise_minutes';
  for (const [number, phone, status] of [
    ['261123000017', '+8613800138000', 'waiting'],
    ['261123000025', '+8613900134321', 'cancelled'],
  ]) {
    await query(
      url,
      `insert into ticket (${columns}) values ('${number}', 'hash', 'public', '${phone}', 'DJ1', 1, 0, 'zh-CN', 'a b', '${status}', ${NOW}, ${NOW + 1}, 60)`,
    );
    await query(
      url,
      `insert into ticket_event (ticket, seq, at, status, actor) values ('${number}', 1, ${NOW}, 'waiting', 'member')`,
    );
  }
  await query(
    url,
    `insert into ticket_event (ticket, seq, at, status, actor) values ('261123000025', 2, ${NOW + 5}, 'cancelled', 'member')`,
  );
  await query(
    url,
    `insert into idempotency (key_hash, fingerprint, ticket, expires_at) values ('key', 'body', '261123000017', ${NOW + 1000})`,
  );
}

describe('migrations', () => {
  it('keep the tickets of version 0.1, which can be worked on', async (t) => {
    const url = emptyUrl(t);
    await firstVersion(url);
    const store = await openStore(t, { url });
    const waiting = await store.tickets.find('261123000017');
    assert.deepEqual(
      [
        waiting?.phoneTail,
        waiting?.urgent,
        waiting?.attempts,
        waiting?.claimedBy,
        waiting?.talkMs,
        waiting?.closedAt,
        waiting?.dueAt,
        waiting?.keyHash,
      ],
      ['8000', true, 0, null, 0, null, NOW + 1, 'hash'],
    );
    assert.deepEqual(waiting?.timeline, [
      { at: NOW, status: 'waiting', kind: 'status', actor: 'member', agent: null },
    ]);
    const cancelled = await store.tickets.find('261123000025');
    assert.deepEqual(
      [cancelled?.outcome, cancelled?.closedAt, cancelled?.phoneTail],
      ['cancelled', NOW + 5, '4321'],
    );
    assert.equal(
      (await create(store, {}, { idempotency: { keyHash: 'key', fingerprint: 'body' } })).kind,
      'replayed',
    );
    assert.deepEqual(
      (await store.tickets.search({ phoneTail: '4321' }, 9)).map(({ number }) => number),
      ['261123000025'],
    );
    assert.deepEqual(await store.tickets.erasable(NOW + 6, 9), ['261123000025']);
    const outcome = await store.tickets.change('261123000017', NOW, () => ({
      ok: true,
      change: { set: { attempts: 1 } },
    }));
    assert.equal(outcome.ok && outcome.ticket.attempts, 1);
  });

  it('finish a migration that was killed half-way, and keep its data', async (t) => {
    const url = emptyUrl(t);
    await firstVersion(url);
    for (const statement of [
      "alter table ticket add column phone_tail text not null default ''",
      'alter table ticket add column window_from bigint',
      "alter table ticket_event add column kind text not null default 'status'",
      'create table slot (line text not null, starts_at bigint not null, taken integer not null, primary key (line, starts_at))',
      `insert into slot values ('public', ${NOW}, 3)`,
    ]) {
      await query(url, statement);
    }
    const store = await openStore(t, { url });
    await created(store);
    assert.equal((await store.tickets.open()).length, 2);
    assert.deepEqual(await store.tickets.taken('public', NOW, NOW + 1), new Map([[NOW, 3]]));
  });

  it('find the messages about a ticket that were stored before they named it', async (t) => {
    const url = emptyUrl(t);
    const db = kyselyOf(url);
    await migrate(db, '0004-event-times');
    await db.destroy();
    const insert = (id: string, data: object) =>
      query(
        url,
        `insert into outbox (id, created_at, target, type, payload, status, attempts, next_at) values ('${id}', ${NOW}, 'webhook:shop', 'callback.created', '${JSON.stringify({ data })}', 'dead', 9, ${NOW})`,
      );
    await insert('1', { number: '261123000017', member: 'm-1', order: 'DJ1' });
    await insert('2', { number: '261123000025', member: 'm-2', order: 'DJ2' });
    const store = await openStore(t, { url });
    await created(store, { number: '261123000017' });
    const erased = await store.tickets.change('261123000017', NOW, () => ({
      ok: true,
      change: { set: { member: null }, erase: true },
    }));
    assert.ok(erased.ok);
    assert.deepEqual(
      (await store.outbox.list('dead', 9)).map(({ payload }) => JSON.parse(payload) as unknown),
      [
        { data: { number: '261123000025', member: 'm-2', order: 'DJ2' } },
        { data: { number: '261123000017', member: null, order: null } },
      ],
    );
  });

  it('change nothing when they run again', async (t) => {
    const store = await openStore(t);
    const ticket = await created(store, { phone: '+8613800138000' });
    await store.close();
    await query(store.url, 'drop table idempotency');
    await query(store.url, 'drop table outbox');
    await query(store.url, 'delete from kysely_migration');
    const again = await openStore(t, { url: store.url });
    await created(again);
    assert.deepEqual(await again.tickets.find(ticket.number), ticket);
  });

  it('succeed when several processes start on one new database', async (t) => {
    const url = emptyUrl(t);
    const run = promisify(execFile);
    const processes = ['an', 'bo', 'chen', 'dai'].map((login) =>
      run(
        process.execPath,
        [MAIN, 'agents', 'add', '--login', login, '--name', login, '--role', 'agent', '--generate'],
        { env: { ...process.env, DATABASE_URL: url } },
      ),
    );
    for (const { stderr } of await Promise.all(processes)) assert.equal(stderr, '');
    await created(await openStore(t, { url }));
  });

  it('refuse a database of a later version', async (t) => {
    const store = await openStore(t);
    await store.close();
    await query(
      store.url,
      "insert into kysely_migration (name, timestamp) values ('9999-later', '2027-01-01T00:00:00.000Z')",
    );
    await assert.rejects(createStore(store.url), /DATABASE_URL: .*9999-later/);
  });
});
