import { ConnectionError } from './errors.ts';
import { StoreError, whyOf } from './store-error.ts';

/** Address of a database, without the password. */
export interface PostgresAddress {
  host: string;
  port: number;
  user: string;
  database: string;
}

const UNREACHABLE = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
];

/**
 * Explains to the operator why a database does not open. Never contains the URL, which may hold a
 * password.
 */
export function explainPostgres(
  thrown: unknown,
  { host, port, user, database }: PostgresAddress,
): StoreError {
  const error = thrown instanceof ConnectionError ? thrown.cause : thrown;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = whyOf(error);
  const at = `${host}:${port}`;
  const say = (words: string): StoreError => new StoreError(`DATABASE_URL: ${words}`);
  if (UNREACHABLE.includes(code))
    return say(`no PostgreSQL server can be reached at ${at} (${code}).`);
  if (/timeout/i.test(why) && !code) return say(`no PostgreSQL server answers at ${at} in time.`);
  if (code === '28P01' || /^SASL/.test(why))
    return say(`the PostgreSQL server at ${at} does not accept the password of user "${user}".`);
  if (code === '28000')
    return say(
      `the PostgreSQL server at ${at} does not let user "${user}" in from here; see its pg_hba.conf.`,
    );
  if (code === '3D000')
    return say(
      `there is no database "${database}" on the PostgreSQL server at ${at}; make it with createdb.`,
    );
  if (code === '42501')
    return say(
      `user "${user}" may not make tables in database "${database}"; let the database be theirs.`,
    );
  if (code === '53300')
    return say(`the PostgreSQL server at ${at} has no connection left; see its max_connections.`);
  if (code === '57P03')
    return say(`the PostgreSQL server at ${at} is starting or stopping; try again.`);
  if (code === '25006')
    return say(`the PostgreSQL server at ${at} is a read-only standby; expected the primary.`);
  return say(`cannot open database "${database}" on the PostgreSQL server at ${at} (${why}).`);
}
