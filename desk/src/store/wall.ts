import { sql } from 'kysely';
import { median } from '../domain/median.ts';
import { MAX_COMMENTS, type TierPromises, type WallDay, type WallFigures } from '../domain/wall.ts';
import type { Origin } from '../../wire/origin.ts';
import { prepared, runTogether, type Give } from './prepared.ts';
import type { Reader } from './reader.ts';
import { isOpenRow } from './ticket-rows.ts';

/** [from, to), epoch ms. */
type Period = Pick<WallDay, 'from' | 'to'>;

const created = prepared((db, given: Give<Period>) =>
  db
    .selectFrom('ticket')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('createdAt', '>=', given('from'))
    .where('createdAt', '<', given('to')),
);

const cameIn = prepared((db, given: Give<Period>) =>
  db
    .selectFrom('ticket')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('origin', '=', sql.lit<Origin>('call'))
    .where('createdAt', '>=', given('from'))
    .where('createdAt', '<', given('to')),
);

// The three parts of `firstPromise` of `domain/promise.ts`, for the database, each by an index that
// holds what it reads.

/** Tickets that were called: the promise is kept by a call at the due time or before. */
const called = prepared((db, given: Give<Period>) =>
  db
    .selectFrom('ticket')
    .select(({ fn }) => [
      'tier',
      fn.countAll<number>().as('all'),
      fn
        .countAll<number>()
        .filterWhere(({ eb, ref }) => eb('firstCallAt', '<=', ref('firstCallDueAt')))
        .as('kept'),
    ])
    .where('firstCallDueAt', '>=', given('from'))
    .where('firstCallDueAt', '<', given('to'))
    .where('firstCallAt', 'is not', null)
    .groupBy('tier'),
);

/** Open tickets that were not called: what fell due is broken. */
const notCalled = prepared((db, given: Give<Period>) =>
  db
    .selectFrom('ticket')
    .select(({ fn }) => ['tier', fn.countAll<number>().as('all')])
    .where(isOpenRow)
    .where('dueAt', '>=', given('from'))
    .where('dueAt', '<', given('to'))
    .where('firstCallAt', 'is', null)
    .groupBy('tier'),
);

/** Tickets that ended without a call. It was not needed any more if they ended before it was due. */
const endedWithout = prepared((db, given: Give<Period>) =>
  db
    .selectFrom('ticket')
    .select(({ fn }) => ['tier', fn.countAll<number>().as('all')])
    .where('closedAt', 'is not', null)
    .where('firstCallAt', 'is', null)
    .where('dueAt', '>=', given('from'))
    .where('dueAt', '<', given('to'))
    .where(({ eb, ref }) => eb('closedAt', '>=', ref('dueAt')))
    .where((where) => where.not(isOpenRow(where)))
    .groupBy('tier'),
);

async function readDay(db: Reader, { from, to }: Period): Promise<WallFigures['days'][number]> {
  const period = { from, to };
  const [count, calls, withCall, open, ended] = await runTogether(db, [
    created(db, period),
    cameIn(db, period),
    called(db, period),
    notCalled(db, period),
    endedWithout(db, period),
  ]);
  const promises = new Map<string | null, TierPromises>();
  const broken = [...open.rows, ...ended.rows].map((row) => ({ ...row, kept: 0 }));
  for (const { tier, all, kept } of [...withCall.rows, ...broken]) {
    const before = promises.get(tier) ?? { kept: 0, broken: 0 };
    promises.set(tier, {
      tier,
      kept: before.kept + kept,
      broken: before.broken + all - kept,
    });
  }
  return {
    created: count.rows[0]?.count ?? 0,
    calls: calls.rows[0]?.count ?? 0,
    promises: [...promises.values()],
  };
}

/** Sorted by the database, which then gives only the middle. */
async function medianWait(db: Reader, { from, to }: Period): Promise<number | undefined> {
  const since = sql<number>`coalesce(not_before, created_at)`;
  const waits = db
    .selectFrom('ticket')
    .where('firstCallAt', '>=', from)
    .where('firstCallAt', '<', to)
    .where('origin', '=', 'callback')
    // The promise was moved after the call otherwise.
    .where(({ eb, ref }) => eb(ref('firstCallAt'), '>=', since));
  const { count } = await waits
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const middle = await waits
    .select(sql<number>`first_call_at - ${since}`.as('wait'))
    .orderBy('wait')
    .limit(2 - (count % 2))
    .offset(Math.max(0, Math.ceil(count / 2) - 1))
    .execute();
  return median(middle.map(({ wait }) => wait));
}

async function readOutcomes(db: Reader, { from, to }: Period): Promise<WallFigures['outcomes']> {
  const rows = await db
    .selectFrom('ticket')
    .select(({ fn }) => ['outcome', fn.countAll<number>().as('count')])
    .where('closedAt', '>=', from)
    .where('closedAt', '<', to)
    .where((where) => where.not(isOpenRow(where)))
    .groupBy('outcome')
    .execute();
  return new Map(
    rows.flatMap(({ outcome, count }) => (outcome === null ? [] : [[outcome, count]])),
  );
}

async function readRatings(
  db: Reader,
  { from, to }: Period,
): Promise<Pick<WallFigures, 'ratings' | 'comments'>> {
  const rated = db
    .selectFrom('ticket')
    .where('ratedAt', '>=', from)
    .where('ratedAt', '<', to)
    .where('rating', 'is not', null);
  const ratings = await rated
    .select(({ fn }) => ['rating', fn.countAll<number>().as('count')])
    .groupBy('rating')
    .execute();
  const comments = await rated
    .select(['number', 'rating', 'feedback', 'ratedAt'])
    .orderBy('ratedAt', 'desc')
    .orderBy('createdAt')
    .orderBy('number')
    .limit(MAX_COMMENTS)
    .execute();
  return {
    ratings: new Map(ratings.map(({ rating, count }) => [rating ?? 0, count])),
    comments: comments.map(({ number, rating, feedback, ratedAt }) => ({
      number,
      rating: rating ?? 0,
      text: feedback,
      at: ratedAt ?? 0,
    })),
  };
}

/**
 * What happened in these days. A day at a time, so that a month does not keep others waiting.
 * @param all oldest first, without gaps
 */
export async function readWall(db: Reader, all: readonly WallDay[]): Promise<WallFigures> {
  const days: WallFigures['days'][number][] = [];
  for (const day of all) days.push(await readDay(db, day));
  const period = { from: all[0]?.from ?? 0, to: all.at(-1)?.to ?? 0 };
  return {
    days,
    medianFirstCallMs: await medianWait(db, period),
    outcomes: await readOutcomes(db, period),
    ...(await readRatings(db, period)),
  };
}
