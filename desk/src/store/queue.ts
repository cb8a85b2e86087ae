import { sql } from 'kysely';
import type { OpenLines } from '../../wire/calling-hours.ts';
import type { QueueCounts } from '../domain/queue-counts.ts';
import type { Reader } from './reader.ts';
import type { QueuePlace, QueueTicket } from './store.ts';
import {
  isCallableRow,
  waitsForOpeningRow,
  isLateRow,
  isOpenRow,
  isSoonLateRow,
  isWaitingRow,
  withFlags,
} from './ticket-rows.ts';

/** Not all columns: a busy desk has thousands of open tickets, and shows all of them. */
const COLUMNS = [
  'number',
  'status',
  'tier',
  'line',
  'origin',
  'topic',
  'urgent',
  'senior',
  'attempts',
  'createdAt',
  'dueAt',
  'notBefore',
  'windowFrom',
  'windowTo',
  'claimedBy',
  'claimedAt',
  'nudgedAt',
  'answeredAt',
  'reportedAt',
  'phone',
  'extension',
  'orderNumber',
  'note',
  'memberName',
  'member',
] as const;

export async function readQueue(db: Reader): Promise<QueueTicket[]> {
  const rows = await db
    .selectFrom('ticket')
    .select(COLUMNS)
    .where(isOpenRow)
    .orderBy('dueAt', (order) => order.asc().nullsLast())
    .orderBy('createdAt')
    .orderBy('number')
    .execute();
  return rows.map(withFlags);
}

/** Tickets with a due time, and those without, are two stretches of the index. */
export async function readQueueAfter(
  db: Reader,
  after: QueuePlace | undefined,
  max: number,
): Promise<QueueTicket[]> {
  const first = db
    .selectFrom('ticket')
    .select(COLUMNS)
    .where(isOpenRow)
    .orderBy('dueAt')
    .orderBy('createdAt')
    .orderBy('number');
  const { dueAt = 0, createdAt = 0, number = '' } = after ?? {};
  const withDue =
    dueAt === null
      ? []
      : await first
          .where('dueAt', 'is not', null)
          .$if(after !== undefined, (query) =>
            query.where(({ eb, refTuple, tuple }) =>
              eb(refTuple('dueAt', 'createdAt', 'number'), '>', tuple(dueAt, createdAt, number)),
            ),
          )
          .limit(max)
          .execute();
  if (withDue.length === max) return withDue.map(withFlags);
  const withoutDue = await first
    .where('dueAt', 'is', null)
    .$if(dueAt === null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('createdAt', 'number'), '>', tuple(createdAt, number)),
      ),
    )
    .limit(max - withDue.length)
    .execute();
  return [...withDue, ...withoutDue].map(withFlags);
}

/** Reads one index of the open tickets, and none of their rows. */
export async function countQueue(
  db: Reader,
  now: number,
  open: OpenLines,
): Promise<ReadonlyMap<string, QueueCounts>> {
  const rows = await db
    .selectFrom('ticket')
    .where(isOpenRow)
    .select(({ fn }) => {
      const count = () => fn.countAll<number>();
      return [
        'line',
        count().filterWhere(isWaitingRow).as('all'),
        count()
          .filterWhere((where) => isCallableRow(where, now, open))
          .as('waiting'),
        count()
          .filterWhere((where) => waitsForOpeningRow(where, now, open))
          .as('atOpening'),
        count()
          .filterWhere((where) => isLateRow(where, now))
          .as('late'),
        count()
          .filterWhere((where) => isSoonLateRow(where, now, open))
          .as('soonLate'),
        fn
          .min<number | null>(
            sql<number>`case when not_before > created_at then not_before else created_at end`,
          )
          .filterWhere((where) => isCallableRow(where, now, open))
          .as('waitingSince'),
      ];
    })
    .groupBy('line')
    .execute();
  return new Map(
    rows.map(({ line, all, waiting, atOpening, late, soonLate, waitingSince }) => [
      line,
      { waiting, atOpening, later: all - waiting - atOpening, late, soonLate, waitingSince },
    ]),
  );
}
