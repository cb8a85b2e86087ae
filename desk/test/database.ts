import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createStore } from '../src/store/open.ts';
import type { CreateOutcome, CreateTicket, Store } from '../src/store/store.ts';
import type { StoredTicket, TicketRecord } from '../src/domain/ticket.ts';

/** Monday, 10:00 in Shanghai. */
export const NOW = Date.parse('2026-11-23T02:00:00Z');

type WithAfter = Pick<TestContext, 'after'>;

/** A folder that goes away with the test. */
export function temporaryFolder(t: WithAfter): string {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-desk-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database that goes away with the test. */
export const temporaryUrl = (t: WithAfter): string => `file:${join(temporaryFolder(t), 'data', 'desk.db')}`;

/** Reads or writes a database past the desk. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const { default: Database } = await import('libsql');
  const database = new Database(url.slice('file:'.length));
  try {
    const prepared = database.prepare(statement);
    if (prepared.reader) return prepared.all() as Record<string, unknown>[];
    prepared.run();
    return [];
  } finally {
    database.close();
  }
}

/** A store over a database of its own. */
export async function openStore(t: WithAfter, url = temporaryUrl(t)): Promise<Store & { url: string }> {
  const store = await createStore(url);
  t.after(() => store.close());
  return { ...store, url };
}

let made = 0;

/** Another number and phone each time. */
export function ticketRecord(change: Partial<TicketRecord> = {}): TicketRecord {
  const serial = String(++made).padStart(8, '0');
  const phone = change.phone ?? `+86139${serial}`;
  return {
    number: `2611${serial}`,
    keyHash: 'x',
    member: null,
    tier: null,
    line: 'public',
    phone,
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
    attempts: 0,
    claimedBy: null,
    claimedAt: null,
    claimUntil: null,
    firstCallAt: null,
    firstCallDueAt: null,
    callStartedAt: null,
    talkMs: 0,
    closedAt: null,
    outcome: null,
    nudgedAt: null,
    overdueAt: null,
    rating: null,
    feedback: null,
    ratedAt: null,
    erasedAt: null,
    ...change,
  };
}

/** Asks for a ticket that is like no other, unless told otherwise. */
export function create(store: Store, change: Partial<TicketRecord> = {}, request: Partial<CreateTicket> = {}): Promise<CreateOutcome> {
  const ticket = ticketRecord(change);
  return store.tickets.create({
    mint: () => ticket,
    phone: ticket.phone,
    now: ticket.createdAt,
    idempotency: { keyHash: ticket.number, fingerprint: '' },
    perNumberPerDay: 9,
    announce: () => [],
    ...request,
  });
}

export async function created(store: Store, change: Partial<TicketRecord> = {}, request: Partial<CreateTicket> = {}): Promise<StoredTicket> {
  const outcome = await create(store, change, request);
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.ticket;
}
