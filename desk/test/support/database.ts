import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { kyselyOfFile } from '../../src/store/open-file.ts';
import { kyselyOfServer, types } from '../../src/store/open-postgres.ts';
import { createStore } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite-file.ts';
import type { Schema } from '../../src/store/schema.ts';
import { fileOf, isPostgresUrl } from '../../src/store/store-url.ts';
import type { CreateOutcome, CreateTicket, Store, StoreOptions } from '../../src/store/store.ts';
import { UNTOUCHED, type StoredTicket, type TicketRecord } from '../../src/domain/ticket.ts';

/** Monday, 10:00 in Shanghai. */
export const NOW = Date.parse('2026-11-23T02:00:00Z');

type WithAfter = Pick<TestContext, 'after'>;

/** A folder that is deleted after the test. */
export function temporaryFolder(t: WithAfter): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-desk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** On PostgreSQL: the template database, and the folder of the server's programs. */
const { TEST_DATABASE_URL: template, TEST_POSTGRES_PROGRAMS: programs = '' } = process.env;

const databases: string[] = [];

function psql(...statements: string[]): void {
  const server = new URL(template ?? '');
  server.pathname = '/postgres';
  execFileSync(
    join(programs, 'psql'),
    ['-q', ...statements.flatMap((statement) => ['-c', statement]), server.href],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

/**
 * A new database on the server. It is deleted when the test file ends, because connections may be
 * open until then.
 */
export function postgresDatabase({ from = 'template0' } = {}): string {
  const url = new URL(template ?? '');
  const name = `test_${randomBytes(6).toString('hex')}`;
  psql(`create database ${name} template ${from}`);
  if (databases.push(name) === 1)
    after(() =>
      psql(
        'set client_min_messages = error',
        ...databases.map((made) => `drop database ${made} with (force)`),
      ),
    );
  url.pathname = `/${name}`;
  return url.href;
}

const templateName = (): string => new URL(template ?? '').pathname.slice(1);

/** URL of a database with the newest schema, deleted after the test or its file. */
export const temporaryUrl = (t: WithAfter): string =>
  template === undefined
    ? `file:${join(temporaryFolder(t), 'data', 'desk.db')}`
    : postgresDatabase({ from: templateName() });

/** URL of a database without tables. */
export const emptyUrl = (t: WithAfter): string =>
  template === undefined ? temporaryUrl(t) : postgresDatabase();

async function queryPostgres(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function queryFile(url: string, statement: string): Record<string, unknown>[] {
  const database = openSqlite(fileOf(url));
  try {
    const prepared = database.prepare(statement);
    // Rows as others write them: SQLite's have no prototype.
    if (prepared.reader) return prepared.all([]).map((row) => ({ ...row }));
    prepared.run([]);
    return [];
  } finally {
    database.close();
  }
}

/** Runs SQL on a database, without the desk. */
export const query = async (url: string, statement: string): Promise<Record<string, unknown>[]> =>
  isPostgresUrl(url) ? queryPostgres(url, statement) : queryFile(url, statement);

/** Kysely over a database, whatever its schema. */
export const kyselyOf = (url: string): Kysely<Schema> =>
  isPostgresUrl(url) ? kyselyOfServer({ connectionString: url, types }) : kyselyOfFile(fileOf(url));

/** A store over a database of its own. */
export async function openStore(
  t: WithAfter,
  { url = temporaryUrl(t), ...options }: StoreOptions & { url?: string } = {},
): Promise<Store & { url: string }> {
  const store = await createStore(url, options);
  t.after(() => store.close());
  return { ...store, url };
}

let made = 0;

/** A ticket with a new number and phone number each time. */
export function ticketRecord(change: Partial<TicketRecord> = {}): TicketRecord {
  const serial = String(++made).padStart(8, '0');
  const phone = change.phone ?? `+86139${serial}`;
  return {
    number: `2611${serial}`,
    keyHash: 'x',
    member: null,
    memberName: null,
    tier: null,
    line: 'public',
    phone,
    extension: null,
    phoneTail: phone.slice(-4),
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
    windowFrom: null,
    windowTo: null,
    notBefore: null,
    ...UNTOUCHED,
    ...change,
  };
}

/** Creates a ticket that differs from all others unless `change` says otherwise. */
export function create(
  store: Store,
  change: Partial<TicketRecord> = {},
  request: Partial<CreateTicket> = {},
): Promise<CreateOutcome> {
  const ticket = ticketRecord(change);
  return store.tickets.create({
    mint: () => ticket,
    phone: ticket.phone,
    now: ticket.createdAt,
    idempotency: { keyHash: ticket.number, fingerprint: '' },
    perNumberPerDay: 9,
    ...request,
  });
}

export async function created(
  store: Store,
  change: Partial<TicketRecord> = {},
  request: Partial<CreateTicket> = {},
): Promise<StoredTicket> {
  const outcome = await create(store, change, request);
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.ticket;
}
