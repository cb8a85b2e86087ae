import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { DAY } from '../../../src/core/time.ts';
import { figuresByBoth } from '../domain/figures.ts';
import type { CallEnd, CallRecord, FigureRow, Span } from '../domain/figures.ts';
import { prepared, runTogether, type Give } from './prepared.ts';
import type { Reader } from './reader.ts';

/** A query that stores a call with its result. Once: a repeated result is no second call. */
export const insertCall = (reader: Reader, ticket: string, call: CallRecord) =>
  newCall(reader, {
    ticket,
    agent: call.agent,
    line: call.line,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    result: call.result,
    cameIn: call.cameIn ? 1 : 0,
    kept: call.kept === null ? null : call.kept ? 1 : 0,
  });

type Values = {
  ticket: string;
  agent: string;
  line: string;
  startedAt: number;
  endedAt: number;
  result: CallEnd;
  cameIn: 0 | 1;
  kept: 0 | 1 | null;
};

const newCall = prepared((db, given: Give<Values>) =>
  db
    .insertInto('agentCall')
    .values({
      ticket: given('ticket'),
      agent: given('agent'),
      line: given('line'),
      startedAt: given('startedAt'),
      endedAt: given('endedAt'),
      result: given('result'),
      cameIn: given('cameIn'),
      kept: given('kept'),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const count = (condition: string) =>
  sql<number>`sum(case when ${sql.raw(condition)} then 1 else 0 end)`;

/** By one index, which holds all that it reads. */
const calls = prepared((db, given: Give<Span>) =>
  db
    .selectFrom('agentCall')
    .select(({ fn }) => [
      'agent',
      'line',
      fn.countAll<number>().as('calls'),
      count('came_in = 1').as('cameIn'),
      count("result not in ('unreached', 'wrong-number')").as('reached'),
      count('kept = 1').as('kept'),
      count('kept = 0').as('broken'),
      sql<number>`cast(sum(ended_at - started_at) as bigint)`.as('talkMs'),
    ])
    .where('endedAt', '>=', given('from'))
    .where('endedAt', '<', given('to'))
    .groupBy(['agent', 'line']),
);

/** Ratings count for the agent of the last call of their ticket. */
const ratings = prepared((db, given: Give<Span>) =>
  db
    .selectFrom('ticket')
    .innerJoin('agentCall', (join) =>
      join
        .onRef('agentCall.ticket', '=', 'ticket.number')
        .on(
          'agentCall.startedAt',
          '=',
          sql<number>`(select max(started_at) from agent_call as last where last.ticket = ticket.number)`,
        ),
    )
    .select(({ fn }) => [
      'agentCall.agent as agent',
      'agentCall.line as line',
      fn.countAll<number>().as('ratings'),
      sql<number>`cast(sum(ticket.rating) as bigint)`.as('stars'),
    ])
    .where('ticket.ratedAt', '>=', given('from'))
    .where('ticket.ratedAt', '<', given('to'))
    .where('ticket.rating', 'is not', null)
    .groupBy(['agentCall.agent', 'agentCall.line']),
);

/**
 * Figures of calls that ended, and of ratings that were given, in a span of time. A day at a time;
 * other requests go on between two days, because a database file answers without waiting.
 */
export async function readFigures(db: Reader, { from, to }: Span): Promise<FigureRow[]> {
  const rows: FigureRow[] = [];
  for (let at = from; at < to; at += DAY) {
    if (at > from) await nextTurn();
    rows.push(...(await readPart(db, { from: at, to: Math.min(at + DAY, to) })));
  }
  return figuresByBoth(rows);
}

async function readPart(db: Reader, { from, to }: Span): Promise<FigureRow[]> {
  const [made, rated] = await runTogether(db, [calls(db, { from, to }), ratings(db, { from, to })]);
  const rows = new Map<string, FigureRow>();
  for (const row of made.rows)
    rows.set(`${row.agent} ${row.line}`, { ...row, ratings: 0, stars: 0 });
  for (const { agent, line, ...given } of rated.rows) {
    const known = rows.get(`${agent} ${line}`);
    const none = { calls: 0, cameIn: 0, reached: 0, kept: 0, broken: 0, talkMs: 0 };
    rows.set(`${agent} ${line}`, { ...(known ?? { agent, line, ...none }), ...given });
  }
  return [...rows.values()];
}
