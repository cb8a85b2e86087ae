import { latestPast } from '../domain/skew.ts';
import { isOfOrder, isOfPhone, openAlike } from './alike.ts';
import { changeNextTicket, changeTicket } from './change-ticket.ts';
import { createTicket } from './create-ticket.ts';
import { firstOfMember, ticketsOfMember } from './of-member.ts';
import type { Database } from './database.ts';
import { findReplay } from './idempotency.ts';
import type { Tickets } from './store.ts';
import { mergedInto, mergeTickets } from './merge-tickets.ts';
import { callOf, openCall } from './open-call.ts';
import { countQueue, readQueue, readQueueAfter } from './queue.ts';
import { countReports, reportsOf } from './reports.ts';
import { readWall } from './wall.ts';
import { findTicket, fromRow, isCallableRow, isOpenRow } from './ticket-rows.ts';

const WALL_COLUMNS = [
  'number',
  'tier',
  'line',
  'origin',
  'topic',
  'status',
  'createdAt',
  'dueAt',
  'notBefore',
  'promiseMinutes',
  'firstCallAt',
  'firstCallDueAt',
  'attempts',
  'talkMs',
  'closedAt',
  'outcome',
  'rating',
  'feedback',
  'ratedAt',
] as const;

export function createTickets(database: Database): Tickets {
  const { db, isBehind, lagMs, transact } = database;
  const openTickets = () => db.selectFrom('ticket').where(isOpenRow);

  return {
    create: (request) => createTicket(database, request),
    openCall: (request) => openCall(database, request),
    callOf: (agent) => callOf(db, agent),
    openAlike: (alike, max) => openAlike(db, alike, max),
    replay: (idempotency, now) => findReplay(db, idempotency, now - lagMs()),
    find: (number) => findTicket(db, number),
    owner: (number) =>
      db
        .selectFrom('ticket')
        .select(['keyHash', 'member'])
        .where('number', '=', number)
        .executeTakeFirst(),
    ofMember: (member, endedSince, max) => ticketsOfMember(db, { member, endedSince, max }),
    firstOfMember: (member, endedSince) => firstOfMember(db, { member, endedSince }),
    async findByKey(keyHash, now) {
      const known = await db
        .selectFrom('idempotency')
        .select('ticket')
        .where('keyHash', '=', keyHash)
        .where('expiresAt', '>', now - lagMs())
        .executeTakeFirst();
      return known && findTicket(db, known.ticket);
    },
    change: (number, now, decide) => changeTicket(database, number, { now, decide }),
    changeNext: (now, open, decide, lines) =>
      changeNextTicket(database, { now, open, decide }, lines),

    merge: (request, decide) => mergeTickets(database, request, decide),
    mergedInto: (number) => mergedInto(db, number),

    open: () => readQueue(db),
    openAfter: (after, max) => readQueueAfter(db, after, max),
    queueCounts: (now, open) => countQueue(db, now, open),

    async callable(now, open) {
      const rows = await db
        .selectFrom('ticket')
        .select(['line', ({ fn }) => fn.countAll<number>().as('count')])
        .where((where) => isCallableRow(where, now, open))
        .groupBy('line')
        .execute();
      return new Map(rows.map(({ line, count }) => [line, count]));
    },

    async held() {
      const rows = await openTickets()
        .select(['claimedBy as agent', ({ fn }) => fn.countAll<number>().as('count')])
        .where('claimedBy', 'is not', null)
        .groupBy('claimedBy')
        .execute();
      return new Map(rows.map(({ agent, count }) => [agent ?? '', count]));
    },

    async lapsed(now) {
      const rows = await openTickets()
        .select('number')
        .where('claimUntil', '<', now)
        .orderBy('claimUntil')
        .execute();
      return rows.map(({ number }) => number);
    },

    async overdue(now) {
      const rows = await openTickets()
        .select('number')
        .where('dueAt', '<', now)
        .where('overdueAt', 'is', null)
        .orderBy('dueAt')
        .execute();
      return rows.map(({ number }) => number);
    },

    renewClaims: (agent, until) =>
      transact(async (transaction) => {
        await transaction
          .updateTable('ticket')
          .set({ claimUntil: until })
          .where('claimedBy', '=', agent)
          .where('claimUntil', '<', until)
          .where(isOpenRow)
          .execute();
      }),

    async shortenClaims(until) {
      if (isBehind()) return;
      // Looked for first, because every write goes to the disk.
      const tooLong = await openTickets()
        .select('number')
        .where('claimUntil', '>', latestPast(until))
        .execute();
      if (tooLong.length === 0) return;
      await transact(async (transaction, tell) => {
        for (const { number } of tooLong) {
          await transaction
            .updateTable('ticket')
            .set({ claimUntil: until })
            .where('number', '=', number)
            .where('claimUntil', '>', latestPast(until))
            .execute();
          tell({ kind: 'ticket', number });
        }
      });
    },

    async ahead(now, max) {
      if (isBehind()) return [];
      const latest = latestPast(now);
      // Each change has an event, except the mark of a broken promise.
      const changed = await db
        .selectFrom('ticketEvent')
        .select('ticket as number')
        .where('at', '>', latest)
        // Without `distinct`, for which SQLite would go through all events by their tickets.
        .orderBy('at')
        .limit(max)
        .execute();
      const marked = await openTickets()
        .select('number')
        .where('overdueAt', '>', latest)
        .limit(max)
        .execute();
      return [...new Set([...changed, ...marked].map(({ number }) => number))];
    },

    notes: (number) =>
      db
        .selectFrom('ticketNote')
        .selectAll()
        .where('ticket', '=', number)
        .orderBy('at')
        .orderBy('id')
        .execute(),

    reports: (numbers) => reportsOf(db, numbers),
    reportCount: (from, to) => countReports(db, from, to),

    async earlier({ number, member, phone, extension, orderNumber }, max) {
      // An erased ticket has nothing to compare.
      if (member === null && phone === '' && orderNumber === null) return [];
      const rows = await db
        .selectFrom('ticket')
        .selectAll()
        .where((where) =>
          member !== null
            ? where('member', '=', member)
            : phone !== ''
              ? isOfPhone(where, { phone, extension })
              : isOfOrder(where, orderNumber ?? ''),
        )
        .where('number', '!=', number)
        .orderBy('createdAt', 'desc')
        .orderBy('number', 'desc')
        .limit(max)
        .execute();
      return rows.map(fromRow);
    },

    async search({ number, orderNumber, phoneTail }, max) {
      const rows = await db
        .selectFrom('ticket')
        .selectAll()
        .where((where) =>
          where.or([
            ...(number ? [where('number', '=', number)] : []),
            ...(orderNumber ? [isOfOrder(where, orderNumber)] : []),
            ...(phoneTail ? [where('phoneTail', '=', phoneTail)] : []),
          ]),
        )
        .orderBy('createdAt', 'desc')
        .orderBy('number', 'desc')
        .limit(max)
        .execute();
      return rows.map(fromRow);
    },

    wall: (days) => readWall(db, days),

    within: (from, to) =>
      db
        .selectFrom('ticket')
        .select(WALL_COLUMNS)
        // Each part by its own index. With `or`, SQLite goes through all tickets in this order.
        .where('number', 'in', ({ selectFrom }) =>
          selectFrom('ticket')
            .select('number')
            .where('createdAt', '>=', from)
            .unionAll(selectFrom('ticket').select('number').where('firstCallAt', '>=', from))
            .unionAll(
              selectFrom('ticket')
                .select('number')
                .where('firstCallDueAt', '>=', from)
                .where('firstCallDueAt', '<=', to),
            )
            // Without a call yet: a ticket that has ended since is among the closed ones.
            .unionAll(
              selectFrom('ticket')
                .select('number')
                .where(isOpenRow)
                .where('dueAt', '>=', from)
                .where('dueAt', '<=', to),
            )
            .unionAll(selectFrom('ticket').select('number').where('closedAt', '>=', from))
            .unionAll(selectFrom('ticket').select('number').where('ratedAt', '>=', from)),
        )
        .orderBy('createdAt')
        .orderBy('number')
        .execute(),

    async recentTalk(line, since, max) {
      const rows = await db
        .selectFrom('ticket')
        .select('talkMs')
        .where('line', '=', line)
        .where('closedAt', '>=', since)
        .where('talkMs', '>', 0)
        .orderBy('closedAt', 'desc')
        .limit(max)
        .execute();
      return rows.map(({ talkMs }) => talkMs);
    },

    async erasable(endedBefore, max) {
      const rows = await db
        .selectFrom('ticket')
        .select('number')
        .where('closedAt', '<', endedBefore - lagMs())
        .where('erasedAt', 'is', null)
        .where((where) => where.not(isOpenRow(where)))
        .orderBy('closedAt')
        .limit(max)
        .execute();
      return rows.map(({ number }) => number);
    },

    async taken(line, from, to) {
      const rows = await db
        .selectFrom('slot')
        .select(['startsAt', 'taken'])
        .where('line', '=', line)
        .where('startsAt', '>=', from)
        .where('startsAt', '<', to)
        .execute();
      return new Map(rows.map(({ startsAt, taken }) => [startsAt, taken]));
    },
  };
}
