import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

/** Name, type and constraints of a column. */
export type NewColumn = readonly [
  name: string,
  type: 'text' | 'integer' | 'bigint',
  build?: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder,
];

/**
 * Adds the columns that a table does not have yet: a step that was killed half-way is run again.
 */
export async function addMissingColumns(
  db: Kysely<unknown>,
  table: string,
  columns: readonly NewColumn[],
): Promise<void> {
  const tables = (await db.introspection.getTables()).filter(({ name }) => name === table);
  // PostgreSQL may hold a table of that name in another schema; SQLite has no schemas.
  const here = tables.some(({ schema }) => schema !== undefined)
    ? (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0]?.name
    : undefined;
  const known = tables.find(({ schema }) => schema === here)?.columns.map(({ name }) => name) ?? [];
  for (const [name, type, build] of columns) {
    if (!known.includes(name))
      await db.schema.alterTable(table).addColumn(name, type, build).execute();
  }
}
