import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { CamelCasePlugin, Kysely, sql } from 'kysely';
import { sqliteStoreDialect } from '../../src/store/dialect.ts';
import { isUnavailable } from '../../src/store/errors.ts';
import { createKyselyStore } from '../../src/store/kysely-store.ts';
import type { Schema } from '../../src/store/schema.ts';
import { FileDialect } from '../../src/store/sqlite-dialect.ts';
import { openSqlite, SqliteError, type SqliteFile } from '../../src/store/sqlite-file.ts';
import type { CreateOutcome, Store } from '../../src/store/store.ts';
import { fileOf } from '../../src/store/store-url.ts';
import { GIVEN_TIME } from '../../src/store/stored-time.ts';
import { createSubscribers } from '../../src/store/subscribers.ts';
import { create, created, NOW, openStore, ticketRecord } from '../support/database.ts';

interface Watched {
  store: Store;
  db: Kysely<Schema>;
  /** How often the store has committed. */
  commits(): number;
  /** Whether something is written that is not committed. */
  isWriting(): boolean;
  /** Lets the disk fail at the next commit. */
  failNextCommit(): void;
  /** Numbers of the tickets that another process sees. */
  stored(): string[];
}

/** A store over a file whose commits are counted. */
async function watched(t: TestContext): Promise<Watched> {
  const { url } = await openStore(t);
  const path = fileOf(url);
  const file = openSqlite(path);
  file.exec('pragma foreign_keys = on');
  let [commits, fails] = [0, false];
  const writer: SqliteFile = {
    ...file,
    exec(text) {
      if (text === 'commit' && fails) {
        fails = false;
        throw new SqliteError(Object.assign(new Error('disk I/O error'), { errcode: 1034 }));
      }
      file.exec(text);
      if (text === 'commit') commits++;
    },
  };
  const db = new Kysely<Schema>({
    dialect: new FileDialect({ writer, reader: openSqlite(path) }, () => undefined),
    plugins: [new CamelCasePlugin()],
  });
  const subscribers = createSubscribers(() => undefined);
  const store = createKyselyStore({
    db,
    dialect: sqliteStoreDialect(subscribers),
    subscribers,
    random: randomBytes,
    announce: () => [],
    time: GIVEN_TIME,
    close: () => Promise.resolve(),
  });
  const other = openSqlite(path);
  t.after(async () => {
    other.close();
    await store.close();
  });
  return {
    store,
    db,
    commits: () => commits,
    isWriting: () => file.isTransaction(),
    failNextCommit: () => (fails = true),
    stored: () => other.rows('select number from ticket').map(({ number }) => String(number)),
  };
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const kinds = (outcomes: readonly CreateOutcome[]): string[] =>
  outcomes.map(({ kind }) => kind).sort();

describe('requests that come at the same time', () => {
  it('are committed together, and answered only when they are on the disk', async (t) => {
    const { store, commits, stored } = await watched(t);
    await Promise.all(
      times(40, async () => {
        const { number } = await created(store);
        assert.ok(stored().includes(number));
      }),
    );
    assert.equal(commits(), 1);
  });

  it('are told to subscribers only when they are on the disk', async (t) => {
    const { store, stored } = await watched(t);
    const told: string[] = [];
    store.subscribe((change) => {
      if (change.kind !== 'ticket') return;
      assert.ok(stored().includes(change.number));
      told.push(change.number);
    });
    await Promise.all(times(10, () => created(store)));
    assert.deepEqual(told.sort(), stored().sort());
  });

  it('make one ticket of one Idempotency-Key', async (t) => {
    const { store, commits, stored } = await watched(t);
    const idempotency = { keyHash: 'key', fingerprint: 'body' };
    const outcomes = await Promise.all(times(3, () => create(store, {}, { idempotency })));
    assert.deepEqual(kinds(outcomes), ['created', 'replayed', 'replayed']);
    assert.deepEqual([commits(), stored().length], [1, 1]);
  });

  it('share out the one place of a slot, and the limits of a phone and an address', async (t) => {
    const { store, commits } = await watched(t);
    const take = { line: 'public', startsAt: NOW, capacity: 1 };
    assert.deepEqual(kinds(await Promise.all(times(10, () => create(store, {}, { take })))), [
      'created',
      ...times(9, () => 'slot-full'),
    ]);
    const phone = '+8613800138000';
    assert.deepEqual(
      kinds(await Promise.all(times(5, () => create(store, { phone }, { perNumberPerDay: 2 })))),
      ['created', 'created', 'too-many', 'too-many', 'too-many'],
    );
    const limit = { key: 'address', points: 3, ms: 1000 };
    assert.deepEqual(kinds(await Promise.all(times(5, () => create(store, {}, { limit })))), [
      'created',
      'created',
      'created',
      'too-many-requests',
      'too-many-requests',
    ]);
    assert.equal(commits(), 3);
  });

  it('are stored although one among them fails, of which nothing is', async (t) => {
    const { store, commits, stored } = await watched(t);
    const take = { line: 'public', startsAt: NOW, capacity: 9 };
    const fails = (): never => {
      throw new RangeError('the rule fails');
    };
    // It has a ticket's number, but not its phone number: it fails after the place is taken.
    const taken = ticketRecord();
    const [first, second, third, fourth] = await Promise.allSettled([
      created(store, taken),
      create(store, {}, { mint: fails }),
      create(
        store,
        { number: taken.number },
        { take, idempotency: { keyHash: 'k', fingerprint: '' } },
      ),
      created(store),
    ]);
    assert.ok(first.status === 'fulfilled' && fourth.status === 'fulfilled');
    assert.ok(second.status === 'rejected' && second.reason instanceof RangeError);
    assert.equal(third.status, 'rejected');
    assert.deepEqual(stored().sort(), [taken.number, fourth.value.number].sort());
    assert.deepEqual(await store.tickets.taken('public', NOW, NOW + 1), new Map());
    assert.ok(commits() >= 1);
  });

  it('are all refused when the disk fails at the commit, also who was refused for another', async (t) => {
    const { store, failNextCommit, stored } = await watched(t);
    const limit = { key: 'address', points: 2, ms: 1000 };
    failNextCommit();
    const outcomes = await Promise.allSettled(times(3, () => create(store, {}, { limit })));
    for (const outcome of outcomes) {
      assert.equal(outcome.status, 'rejected');
      assert.ok(isUnavailable(outcome.reason));
    }
    assert.deepEqual(stored(), []);
    assert.deepEqual(kinds(await Promise.all(times(3, () => create(store, {}, { limit })))), [
      'created',
      'created',
      'too-many-requests',
    ]);
  });

  it('are stored as answered when the disk becomes full among them', async (t) => {
    const { store, db, stored } = await watched(t);
    await sql`pragma max_page_count = 1`.execute(db);
    let answered: string[] = [];
    for (let isFull = false; !isFull;) {
      const outcomes = await Promise.allSettled(times(50, () => created(store)));
      answered = answered.concat(
        outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value.number : [])),
      );
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      assert.ok(refused.every(({ reason }) => isUnavailable(reason)));
      isFull = refused.length > 0;
    }
    assert.deepEqual(stored().sort(), answered.sort());
    await sql`pragma max_page_count = 1000000`.execute(db);
    await created(store);
  });

  it('are neither waited for by readers nor seen before they are on the disk', async (t) => {
    const { store, commits, isWriting } = await watched(t);
    const first = ticketRecord();
    const making = Promise.all([created(store, first), created(store)]);
    while (!isWriting()) await Promise.resolve();
    assert.equal(await store.tickets.find(first.number), undefined);
    assert.deepEqual([commits(), isWriting()], [0, true]);
    await making;
    assert.equal((await store.tickets.find(first.number))?.number, first.number);
  });
});
