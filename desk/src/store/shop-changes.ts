import type { Period } from '../../../src/contract/hours.ts';
import type { Text } from '../../../src/contract/text.ts';
import type { Notice, SetHours } from '../domain/shop-changes.ts';
import { addAudit } from './audit.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import type { ShopChangesStore } from './store.ts';

const noticeOf = ({ id, words, lines, fromAt, untilAt, by }: Schema['notice']): Notice => ({
  id,
  text: JSON.parse(words) as Text,
  lines: lines === null ? null : (JSON.parse(lines) as string[]),
  from: fromAt,
  until: untilAt,
  by,
});

const hoursOf = ({ periods, reason, ...row }: Schema['dayHours']): SetHours => ({
  ...row,
  periods: JSON.parse(periods) as Period[],
  reason: reason === null ? null : (JSON.parse(reason) as Text),
});

export function createShopChanges(database: Database): ShopChangesStore {
  const { db, transact } = database;
  return {
    async list(now) {
      const [notices, hours] = [
        await db
          .selectFrom('notice')
          .selectAll()
          .where('untilAt', '>', now)
          .orderBy('fromAt')
          .orderBy('id')
          .execute(),
        await db
          .selectFrom('dayHours')
          .selectAll()
          .where('endsAt', '>', now)
          .orderBy('date')
          .orderBy('line')
          .execute(),
      ];
      return { notices: notices.map(noticeOf), hours: hours.map(hoursOf) };
    },

    addNotice: ({ id, text, lines, from, until, by }, now, audit) =>
      transact(async (transaction, tell) => {
        await transaction
          .insertInto('notice')
          .values({
            id,
            words: JSON.stringify(text),
            lines: lines && JSON.stringify(lines),
            fromAt: from,
            untilAt: until,
            by,
          })
          .execute();
        await addAudit(transaction, database, now, audit);
        tell({ kind: 'shop' });
      }),

    endNotice: (id, now, audit) =>
      transact(async (transaction, tell) => {
        const { numUpdatedRows } = await transaction
          .updateTable('notice')
          .set({ untilAt: now })
          .where('id', '=', id)
          .where('untilAt', '>', now)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        await addAudit(transaction, database, now, audit);
        tell({ kind: 'shop' });
        return true;
      }),

    setHours: (line, date, set, now, audit) =>
      transact(async (transaction, tell) => {
        await transaction
          .deleteFrom('dayHours')
          .where('line', '=', line)
          .where('date', '=', date)
          .execute();
        if (set)
          await transaction
            .insertInto('dayHours')
            .values({
              line,
              date,
              periods: JSON.stringify(set.periods),
              reason: set.reason === null ? null : JSON.stringify(set.reason),
              endsAt: set.endsAt,
              by: set.by,
            })
            .execute();
        await addAudit(transaction, database, now, audit);
        tell({ kind: 'shop' });
      }),

    prune: (before) =>
      transact(async (transaction) => {
        const surelyBefore = before - database.lagMs();
        await transaction.deleteFrom('notice').where('untilAt', '<', surelyBefore).execute();
        await transaction.deleteFrom('dayHours').where('endsAt', '<', surelyBefore).execute();
      }),
  };
}
