import { sql } from 'kysely';
import { DAY } from '../../../src/core/time.ts';
import type { HotlineEventType } from '../../wire/hotline-event.ts';
import { latestPast } from '../domain/skew.ts';
import { sortedId } from '../domain/sorted-id.ts';
import type { TicketRecord } from '../domain/ticket.ts';
import { addAudit } from './audit.ts';
import type { Database, Reader } from './database.ts';
import { allGiven, prepared, type Give } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { Change, Outbox } from './store.ts';

/**
 * No attempt and no lease is this far ahead, ms; the longest pause is 29 hours. A clock that was
 * wrong wrote a later one.
 */
const MAX_AHEAD_MS = 2 * DAY;

const COLUMNS = [
  'id',
  'createdAt',
  'target',
  'type',
  'payload',
  'status',
  'attempts',
  'nextAt',
  'lastError',
  'deliveredAt',
] as const;

const newMessage = prepared((db, given: Give<Schema['outbox']>) =>
  db.insertInto('outbox').values(allGiven([...COLUMNS, 'ticket', 'lockedUntil'], given)),
);

/** Queries that store the messages which announce these events of a ticket. */
export function insertMessages(
  reader: Reader,
  { random, announce }: Pick<Database, 'random' | 'announce'>,
  {
    types,
    ticket,
    now,
    tell,
  }: {
    types: readonly HotlineEventType[];
    ticket: TicketRecord;
    now: number;
    tell: (change: Change) => void;
  },
) {
  const messages = types.flatMap((type) => announce(type, ticket));
  if (messages.length > 0) tell({ kind: 'outbox' });
  return messages.map(({ target, type, payload }) =>
    newMessage(reader, {
      id: sortedId(now, random),
      createdAt: now,
      target,
      type,
      payload,
      ticket: ticket.number,
      status: 'pending',
      attempts: 0,
      nextAt: now,
      lockedUntil: null,
      lastError: null,
      deliveredAt: null,
    }),
  );
}

/**
 * Removes what identifies the member from every message about their ticket, sent or not: failed
 * messages are kept for weeks.
 */
export async function eraseFromMessages(reader: Reader, ticket: string): Promise<void> {
  const messages = await reader
    .selectFrom('outbox')
    .select(['id', 'payload'])
    .where('ticket', '=', ticket)
    .execute();
  for (const { id, payload } of messages) {
    const message = JSON.parse(payload) as { data: object };
    const erased = { ...message, data: { ...message.data, order: null, member: null } };
    await reader
      .updateTable('outbox')
      .set({ payload: JSON.stringify(erased) })
      .where('id', '=', id)
      .execute();
  }
}

export function createOutbox(database: Database): Outbox {
  const { db, dialect, isBehind, lagMs, transact } = database;

  const due = (reader: Reader, now: number) =>
    reader
      .selectFrom('outbox')
      .where('status', '=', 'pending')
      .where((where) =>
        where.or([where('nextAt', '<=', now), where('nextAt', '>', now + MAX_AHEAD_MS)]),
      )
      .where((where) =>
        where.or([
          where('lockedUntil', 'is', null),
          where('lockedUntil', '<=', now),
          where('lockedUntil', '>', now + MAX_AHEAD_MS),
        ]),
      );

  return {
    take: (target, now, lockedUntil, max) =>
      transact(async (transaction) => {
        const messages = await due(transaction, now)
          .select(COLUMNS)
          .where('target', '=', target)
          .orderBy('id')
          .limit(max)
          .$if(dialect.rowLocks, (query) => query.forUpdate().skipLocked())
          .execute();
        const ids = messages.map(({ id }) => id);
        if (ids.length > 0)
          await transaction
            .updateTable('outbox')
            .set({ lockedUntil })
            .where('id', 'in', ids)
            .execute();
        return messages;
      }),

    async dueTargets(now) {
      const rows = await due(db, now).select('target').distinct().orderBy('target').execute();
      return rows.map(({ target }) => target);
    },

    async delivered(ids, now) {
      if (ids.length === 0) return;
      await transact(async (transaction, tell) => {
        await transaction
          .updateTable('outbox')
          .set({
            status: 'delivered',
            deliveredAt: now,
            lockedUntil: null,
            lastError: null,
            attempts: sql<number>`attempts + 1`,
          })
          .where('id', 'in', ids)
          .execute();
        tell({ kind: 'outbox' });
      });
    },

    async failed(ids, error, nextAt) {
      if (ids.length === 0) return;
      await transact(async (transaction, tell) => {
        await transaction
          .updateTable('outbox')
          .set({
            lockedUntil: null,
            lastError: error,
            attempts: sql<number>`attempts + 1`,
            ...(nextAt === undefined ? { status: 'dead' } : { nextAt }),
          })
          .where('id', 'in', ids)
          // Another worker may have delivered it after this one's lease expired.
          .where('status', '=', 'pending')
          .execute();
        tell({ kind: 'outbox' });
      });
    },

    list: (status, max) =>
      db
        .selectFrom('outbox')
        .select(COLUMNS)
        .where('status', '=', status)
        .orderBy('id', 'desc')
        .limit(max)
        .execute(),

    redeliver: (id, now, audit) =>
      transact(async (transaction, tell) => {
        const { numUpdatedRows } = await transaction
          .updateTable('outbox')
          .set({ status: 'pending', attempts: 0, nextAt: now, lockedUntil: null })
          .where('id', '=', id)
          .where('status', '=', 'dead')
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        await addAudit(transaction, database, now, audit);
        tell({ kind: 'outbox' });
        return true;
      }),

    counts: () =>
      db
        .selectFrom('outbox')
        .select(['target', 'status', ({ fn }) => fn.countAll<number>().as('count')])
        .groupBy(['target', 'status'])
        .orderBy('target')
        .orderBy('status')
        .execute(),

    prune: ({ delivered, dead }, now) =>
      transact(async (transaction) => {
        // A clock that was ahead would let them wait, and be kept, for as long as it was.
        if (!isBehind())
          for (const [status, written, set] of [
            ['pending', 'createdAt', { createdAt: now, nextAt: now }],
            ['delivered', 'deliveredAt', { deliveredAt: now }],
            ['dead', 'nextAt', { nextAt: now }],
          ] as const)
            await transaction
              .updateTable('outbox')
              .set(set)
              .where('status', '=', status)
              .where(written, '>', latestPast(now))
              .execute();
        await transaction
          .deleteFrom('outbox')
          .where((where) =>
            where.or([
              where.and([
                where('status', '=', 'delivered'),
                where('deliveredAt', '<', delivered - lagMs()),
              ]),
              // It failed for the last time at `nextAt`, when that attempt was due.
              where.and([where('status', '=', 'dead'), where('nextAt', '<', dead - lagMs())]),
            ]),
          )
          .execute();
      }),
  };
}
