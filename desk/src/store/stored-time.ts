import type { Kysely, Transaction } from 'kysely';
import { addAudit } from './audit.ts';
import type { Database, Reader } from './database.ts';
import type { Schema } from './schema.ts';
import type { StoredTime } from './store.ts';
import { createSureTime, type KnownTime, type SureTime } from './sure-time.ts';

/** Settings that hold what is known of the time, epoch ms. */
const SURE = 'sure-time';
const PASSED = 'passed-time';
/** When an operator last said that the clock is right, epoch ms. */
const TRUSTED = 'trusted-time';

type Stored = Partial<Record<typeof SURE | typeof PASSED | typeof TRUSTED, number>>;

async function read(reader: Reader): Promise<Stored> {
  const rows = await reader
    .selectFrom('setting')
    .selectAll()
    .where('name', 'in', [SURE, PASSED, TRUSTED])
    .execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, Number(value)]));
}

async function write(transaction: Transaction<Schema>, values: Stored): Promise<void> {
  for (const [name, time] of Object.entries(values))
    await transaction
      .insertInto('setting')
      .values({ name, value: String(time) })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: String(time) }))
      .execute();
}

const knownOf = ({ [SURE]: sure, [PASSED]: passed = sure }: Stored): KnownTime | undefined =>
  sure === undefined || passed === undefined ? undefined : { sure, passed };

/** The time of the newest ticket. Version 0.1 remembered no other. */
async function newestTicket(db: Kysely<Schema>): Promise<KnownTime | undefined> {
  const newest = await db
    .selectFrom('ticket')
    .select(({ fn }) => fn.max('createdAt').as('at'))
    .executeTakeFirst();
  const at = newest?.at ?? undefined;
  return at === undefined ? undefined : { sure: at, passed: at };
}

/** The time as a process begins with it. */
export interface StartTime {
  sureTime: SureTime;
  /** The last word of an operator that it has heeded, epoch ms. */
  trusted: number | undefined;
}

/** Of a store that believes whatever instants it is given. */
export const GIVEN_TIME: StartTime = {
  sureTime: {
    lagMs: () => 0,
    aheadMs: () => 0,
    atLeast: () => undefined,
    reset: () => undefined,
    known: () => ({ sure: 0, passed: 0 }),
  },
  trusted: undefined,
};

/**
 * The time that a database knows of, as of its last use.
 * @param clock Epoch ms; without one, whatever callers say is taken for sure
 */
export async function readTime(
  db: Kysely<Schema>,
  clock: (() => number) | undefined,
): Promise<StartTime> {
  if (!clock) return GIVEN_TIME;
  const stored = await read(db);
  const known = knownOf(stored) ?? (await newestTicket(db));
  return {
    sureTime: createSureTime(known, clock, () => performance.now()),
    trusted: stored[TRUSTED],
  };
}

export function createStoredTime(
  database: Database,
  { sureTime, trusted: heeded }: StartTime,
): StoredTime {
  const { db, transact } = database;

  /** Takes over what an operator has said since, or else what other processes know. */
  function takeOver(stored: Stored): void {
    const known = knownOf(stored);
    if (!known) return;
    if (stored[TRUSTED] === heeded) sureTime.atLeast(known);
    else sureTime.reset(known);
    heeded = stored[TRUSTED];
  }

  return {
    remember: () =>
      transact(async (transaction) => {
        takeOver(await read(transaction));
        const { sure, passed } = sureTime.known();
        await write(transaction, { [SURE]: sure, [PASSED]: passed });
        return sureTime.aheadMs();
      }),

    async heed() {
      const stored = await read(db);
      if (stored[TRUSTED] !== heeded) takeOver(stored);
    },

    async view() {
      const { [TRUSTED]: trusted, ...stored } = await read(db);
      return { stored: knownOf(stored), trusted, aheadMs: sureTime.aheadMs() };
    },

    trust: (now) =>
      transact(async (transaction) => {
        const stored = { [SURE]: now, [PASSED]: now, [TRUSTED]: now };
        await write(transaction, stored);
        takeOver(stored);
        await addAudit(transaction, database, now, {
          actor: 'desk',
          action: 'clock.trusted',
          detail: new Date(now).toISOString(),
        });
      }),
  };
}
