import type { Compilable, CompiledQuery, DialectAdapter, QueryResult, UnknownRow } from 'kysely';
import type { Reader } from './reader.ts';

/** Stands in a query for a value that is given when it runs. */
class Given {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** SQL of the queries below, and a short name for each: a server keeps them parsed by name. */
const names = new Map<string, string>();

/** Name under which a server may keep a statement; undefined for one that is rarely the same. */
export const statementName = (sql: string): string | undefined => names.get(sql);

/** Stands for the value of this name. */
export type Give<Values> = <Name extends keyof Values>(name: Name) => Values[Name];

/** A query that is built once for each database. */
export type Prepared<Values, Row> = (reader: Reader, values: Values) => CompiledQuery<Row>;

/**
 * A query that many requests make: Kysely builds it once, which takes longer than to run it.
 * @param build Builds it with `given(name)` in place of each value. Names the columns that it reads:
 *   a newer desk may add some while this one runs
 * @example
 * const phoneOf = prepared((db, given: Give<{ number: string }>) =>
 *   db.selectFrom('ticket').select('phone').where('number', '=', given('number')));
 * const { rows } = await reader.executeQuery(phoneOf(reader, { number: '261123000017' }));
 */
export function prepared<Values extends object, Row>(
  build: (db: Reader, given: Give<Values>) => Compilable<Row>,
): Prepared<Values, Row> {
  const known = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  // Kysely takes an object of an unknown class for a value, whatever the type of its column.
  const given = <Name extends keyof Values>(name: Name) =>
    new Given(String(name)) as unknown as Values[Name];
  return (reader, values) => {
    const { adapter } = reader.getExecutor();
    let query = known.get(adapter);
    if (!query) {
      query = build(reader, given).compile();
      known.set(adapter, query);
      names.set(query.sql, names.get(query.sql) ?? `desk-${names.size}`);
    }
    const byName = new Map<string, unknown>(Object.entries(values));
    const parameters = query.parameters.map((value): unknown =>
      value instanceof Given ? byName.get(value.name) : value,
    );
    return { ...query, parameters };
  };
}

/** A row of given values. */
export const allGiven = <Row extends object>(
  columns: readonly (keyof Row)[],
  given: Give<Row>,
): Row => Object.fromEntries(columns.map((name) => [name, given(name)])) as Row;

type Results<Queries extends readonly unknown[]> = {
  [Index in keyof Queries]: Queries[Index] extends CompiledQuery<infer Row>
    ? QueryResult<Row>
    : never;
};

/**
 * Runs queries one after the other, none of which needs the result of another. PostgreSQL gets them
 * in one go.
 * @param before Queries to run first, whose results nobody reads
 * @param after Queries to run last, whose results nobody reads
 * @throws the error of the first that fails; a transaction can only be rolled back then
 */
export async function runTogether<const Queries extends readonly CompiledQuery[]>(
  reader: Reader,
  queries: Queries,
  before: readonly CompiledQuery[] = [],
  after: readonly CompiledQuery[] = [],
): Promise<Results<Queries>> {
  const executor = reader.getExecutor();
  const all = [...before, ...queries, ...after];
  if (all.length === 0) return [] as unknown as Results<Queries>;
  const results = await executor.provideConnection((connection) =>
    Promise.all(all.map((query) => connection.executeQuery(query))),
  );
  const read = queries.map(async ({ queryId }, index) => {
    let result = results[before.length + index] ?? { rows: [] };
    for (const plugin of executor.plugins)
      result = await plugin.transformResult({ result: result as QueryResult<UnknownRow>, queryId });
    return result;
  });
  return (await Promise.all(read)) as Results<Queries>;
}
