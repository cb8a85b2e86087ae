import { sql } from 'kysely';
import type { Brief } from '../../../src/contract/callback.ts';
import { latestPast } from '../domain/skew.ts';
import type { TicketRecord } from '../domain/ticket.ts';
import { claimAttachments, UnknownAttachments } from './attachments.ts';
import type { Database, Reader } from './database.ts';
import type { Briefs } from './store.ts';
import { pointOf, takePoint, TooMany } from './throttle.ts';

/**
 * Removes the briefs and hand-offs of the member of a ticket, and the one whose code a call began with. A guest's
 * brief is recognised by its content: it names no member, but holds the same order number and note
 * as the ticket.
 */
export async function eraseBriefsOf(
  reader: Reader,
  {
    number,
    member,
    orderNumber,
    note,
  }: Pick<TicketRecord, 'number' | 'member' | 'orderNumber' | 'note'>,
): Promise<void> {
  await reader.deleteFrom('brief').where('ticket', '=', number).execute();
  if (member !== null) {
    await reader.deleteFrom('brief').where('member', '=', member).execute();
    await reader.deleteFrom('handoff').where('member', '=', member).execute();
    return;
  }
  if (orderNumber === null && note === null) return;
  const briefs = await reader
    .selectFrom('brief')
    .select(['code', 'body'])
    .where('member', 'is', null)
    .execute();
  const codes = briefs
    .filter(({ body }) => {
      const brief = JSON.parse(body) as Brief;
      return (brief.order ?? null) === orderNumber && (brief.note ?? null) === note;
    })
    .map(({ code }) => code);
  if (codes.length > 0) await reader.deleteFrom('brief').where('code', 'in', codes).execute();
}

export function createBriefs({ db, isBehind, lagMs, transact }: Database): Briefs {
  return {
    async add(brief, limit, attachments = []) {
      try {
        return await transact(async (transaction) => {
          // An expired code is free again, even if the job has not removed it yet.
          await transaction
            .deleteFrom('brief')
            .where('code', '=', brief.code)
            .where('expiresAt', '<=', brief.createdAt - lagMs())
            .execute();
          const { numInsertedOrUpdatedRows = 0n } = await transaction
            .insertInto('brief')
            .values({
              tier: null,
              keyHash: null,
              ...brief,
              body: JSON.stringify(brief.body),
              ticket: null,
            })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirstOrThrow();
          if (numInsertedOrUpdatedRows === 0n) return { kind: 'code-taken' };
          const { code, expiresAt, createdAt } = brief;
          await claimAttachments(transaction, attachments, { brief: code, expiresAt }, createdAt);
          if (limit) {
            const taking = takePoint(transaction, limit, brief.createdAt);
            pointOf(await transaction.executeQuery(taking), limit, brief.createdAt);
          }
          return { kind: 'added' };
        });
      } catch (error) {
        if (error instanceof TooMany)
          return { kind: 'too-many-requests', retryAfterMs: error.retryAfterMs };
        if (error instanceof UnknownAttachments)
          return { kind: 'unknown-attachment', at: error.at };
        throw error;
      }
    },

    async find(code, now) {
      const brief = await db
        .selectFrom('brief')
        .select(['createdAt', 'member', 'tier', 'line', 'body', 'ticket'])
        .where('code', '=', code)
        .where('expiresAt', '>', now)
        .executeTakeFirst();
      return brief && { ...brief, body: JSON.parse(brief.body) as Brief };
    },

    findByKey: (keyHash, now) =>
      db
        .selectFrom('brief')
        .select(['expiresAt', 'ticket'])
        .where('keyHash', '=', keyHash)
        .where('expiresAt', '>', now)
        .executeTakeFirst(),

    removeExpired: (now) =>
      transact(async (transaction) => {
        // A clock that was ahead would let them be kept for as long as it was.
        if (!isBehind())
          await transaction
            .updateTable('brief')
            .set({ createdAt: now, expiresAt: sql`expires_at - created_at + ${now}` })
            .where('createdAt', '>', latestPast(now))
            .execute();
        await transaction
          .deleteFrom('brief')
          .where('expiresAt', '<=', now - lagMs())
          .execute();
      }),
  };
}
