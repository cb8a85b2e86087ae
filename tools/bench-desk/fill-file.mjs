// Runs statements on a database file of the desk's schema, which has no rows yet. Arguments: the
// file, and the statements as JSON.
import { DatabaseSync } from '@photostructure/sqlite';

const [path, statements] = process.argv.slice(2);
const file = new DatabaseSync(path);
for (const setting of ['synchronous = off', 'cache_size = -400000', 'foreign_keys = off'])
  file.exec(`pragma ${setting}`);
// To enter a million rows into each index takes minutes; to sort them at the end takes seconds.
const indexes = file
  .prepare(
    "select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('ticket', 'ticket_event', 'agent_call')",
  )
  .all();
file.exec('begin');
for (const { name } of indexes) file.exec(`drop index ${name}`);
for (const statement of JSON.parse(statements)) file.exec(statement);
for (const { sql } of indexes) file.exec(sql);
file.exec('commit');
file.exec('pragma wal_checkpoint(truncate)');
file.close();
