import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const FILL_FILE = fileURLToPath(new URL('fill-file.mjs', import.meta.url));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The time between two callbacks, ms: 2,880 a day. */
const EVERY_MS = 30_000;
/** Of the latest tickets, one in so many is still open. */
const ONE_IN = 10;
/** Younger than the time after which a desk erases; what is older has been erased. */
const KEPT_MS = 150 * DAY;

/**
 * Statements for both databases that make `total` tickets, of which `open` are open: most of these
 * are late, some are booked for later. The others were called, most of them in time, and some rated.
 */
function statements({ total, open, now }) {
  const due = `at + ${HOUR}`;
  const call = `at + case when i % 8 = 0 then ${HOUR} + 60000 else 1200000 + (i % 30) * 60000 end`;
  const closed = `${call} + 300000`;
  const ended = (value) => `case when is_open then null else ${value} end`;
  const columns = {
    number: `cast(100000000000 + i as text)`,
    key_hash: `'hash' || cast(i as text)`,
    member: `case when i % 3 = 0 then null else 'm' || cast(i % 5000 as text) end`,
    tier: `case when i % 3 = 0 then null when i % 3 = 1 then 'vip' else 'normal' end`,
    line: `case when i % 2 = 0 then 'public' else 'member' end`,
    phone: `'+8613' || cast(100000000 + (i * 7919) % 900000000 as text)`,
    phone_tail: `substr(cast(100000000 + (i * 7919) % 900000000 as text), 6)`,
    order_number: `'DJ' || cast(i as text)`,
    note: `'A note of some words about what has happened'`,
    urgent: '0',
    senior: '0',
    language: `'zh-CN'`,
    passphrase: `'青山 白鹤'`,
    status: `case when is_open then 'waiting' else 'solved' end`,
    created_at: 'at',
    due_at: `case when is_open and i % 70 = 0 then ${now} + ${DAY} + i % 1000 else ${due} end`,
    promise_minutes: '60',
    not_before: `case when is_open and i % 70 = 0 then ${now} + ${DAY} else null end`,
    attempts: '0',
    talk_ms: ended('120000 + i % 90000'),
    first_call_at: ended(call),
    first_call_due_at: ended(due),
    closed_at: ended(closed),
    outcome: ended(`'solved'`),
    overdue_at: `case when is_open and i % 70 <> 0 and ${due} < ${now} then ${due} else null end`,
    rating: `case when not is_open and i % 5 = 0 then 5 else null end`,
    rated_at: `case when not is_open and i % 5 = 0 then ${closed} + 60000 else null end`,
    erased_at: `case when at < ${now} - ${KEPT_MS} and not is_open then at + ${HOUR} else null end`,
  };
  columns.talk_ms = `coalesce(${columns.talk_ms}, 0)`;
  return [
    `with recursive
       n(i) as (select cast(0 as bigint) union all select i + 1 from n where i + 1 < ${total}),
       t as (select i, ${now} - (${total} - i) * ${EVERY_MS} as at,
                    i >= ${total - ONE_IN * open} and i % ${ONE_IN} = 0 as is_open from n)
     insert into ticket (${Object.keys(columns)}) select ${Object.values(columns)} from t`,
    `insert into ticket_event (ticket, seq, at, status, kind, actor)
     select number, 1, created_at, 'waiting', 'status', 'member' from ticket`,
    `insert into ticket_event (ticket, seq, at, status, kind, actor)
     select number, 2, closed_at, status, 'status', 'agent' from ticket where closed_at is not null`,
    // Of ten agents.
    `insert into agent_call (ticket, started_at, ended_at, agent, line, result, came_in, kept)
     select number, first_call_at, closed_at, 'agent' || substr(number, 12), line, status, 0,
       case when first_call_at <= first_call_due_at then 1 else 0 end
     from ticket where closed_at is not null`,
  ];
}

/**
 * Fills an empty database file of the desk's schema, in a process of its own: what it has open ends
 * with it.
 * @param {string} path @param {{ total: number, open: number, now: number }} what
 */
export const fillFile = (path, what) =>
  run(process.execPath, [FILL_FILE, path, JSON.stringify(statements(what))]);

/** Fills an empty database of the desk's schema on a server, and lets the server look at it. */
export async function fillServer(url, what) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements(what)) await client.query(statement);
  await client.query('vacuum analyze');
  await client.end();
}
