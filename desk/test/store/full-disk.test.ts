import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { sql, type Kysely } from 'kysely';
import { createKyselyStore } from '../../src/store/kysely-store.ts';
import { sqliteStoreDialect } from '../../src/store/dialect.ts';
import { kyselyOfFile } from '../../src/store/open-file.ts';
import type { Schema } from '../../src/store/schema.ts';
import { fileOf } from '../../src/store/store-url.ts';
import { GIVEN_TIME } from '../../src/store/stored-time.ts';
import { createSubscribers } from '../../src/store/subscribers.ts';
import { createLog } from '../../src/log.ts';
import {
  bearer,
  CALLBACK,
  createdTicket,
  freshKey,
  freshPhone,
  startDesk,
  type Desk,
} from '../support/fixture.ts';
import { openStore } from '../support/database.ts';
import { randomBytes } from 'node:crypto';

interface Logged {
  level: number;
  err?: { type: string; code?: string };
}

/** A desk whose database file can be kept from growing, as on a full disk. */
async function deskWithLimit(t: TestContext): Promise<{
  desk: Desk;
  db: Kysely<Schema>;
  logged: Logged[];
  setFull(full: boolean): Promise<void>;
}> {
  const { url } = await openStore(t);
  const logged: Logged[] = [];
  const db = kyselyOfFile(fileOf(url));
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
  const desk = await startDesk(t, {
    store,
    url,
    log: createLog('warn', { write: (line) => void logged.push(JSON.parse(line) as Logged) }),
  });
  return {
    desk,
    db,
    logged,
    async setFull(full) {
      // SQLite takes the present size when the limit is below it.
      await sql`pragma max_page_count = ${sql.lit(full ? 1 : 1_000_000)}`.execute(db);
    },
  };
}

/** Asks for callbacks until one is not made. */
async function untilRefused(
  desk: Desk,
): Promise<{ answer: Response; request: [object, Record<string, string>] }> {
  for (;;) {
    const request: [object, Record<string, string>] = [
      { ...CALLBACK, phone: freshPhone(), topic: 'refund' },
      freshKey(),
    ];
    const answer = await desk.post('/v1/callbacks', ...request);
    if (answer.status !== 201) return { answer, request };
  }
}

describe('a desk whose disk is full', () => {
  it('answers 503 with Retry-After, logs the full disk, and takes the request again later', async (t) => {
    const { desk, logged, setFull } = await deskWithLimit(t);
    await setFull(true);
    const { answer, request } = await untilRefused(desk);
    assert.equal(answer.status, 503);
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
    assert.equal(logged[0]?.err?.code, 'SQLITE_FULL');

    await setFull(false);
    assert.equal((await desk.post('/v1/callbacks', ...request)).status, 201);
  });

  it('still says which number to call, and shows the tickets it has', async (t) => {
    const { desk, setFull } = await deskWithLimit(t);
    const { number, key } = await createdTicket(desk);
    await setFull(true);
    await untilRefused(desk);
    const contact = await desk.get('/v1/contact');
    assert.equal(contact.status, 200);
    assert.match(await contact.text(), /tel:4001000001/);
    const ticket = await desk.get(`/v1/tickets/${number}`, bearer(key));
    assert.equal(ticket.status, 200);
  });
});
