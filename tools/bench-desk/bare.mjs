// What a desk cannot be faster than: node:http that answers with the same bytes, and, with a file,
// writes the rows of a callback into a database of the desk's schema: one transaction a request, on
// the disk before the answer. The bytes and the file come as environment.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { DatabaseSync } from '@photostructure/sqlite';

const { CONTACT = '', CALLBACK = '', FILE = '' } = process.env;
const hash = (text) => createHmac('sha256', 'bench').update(text).digest('base64url');
const HOUR = 3_600_000;

const insert = (database, table, row) => {
  const columns = Object.keys(row);
  return database.prepare(
    `insert into ${table} (${columns}) values (${columns.map((name) => `:${name}`)})`,
  );
};

/** @returns a function that stores a callback */
function openWriter() {
  const database = new DatabaseSync(FILE);
  for (const setting of ['journal_mode=wal', 'synchronous=full', 'foreign_keys=on'])
    database.exec(`pragma ${setting}`);
  const statements = new Map();
  const put = (table, row) => {
    if (!statements.has(table)) statements.set(table, insert(database, table, row));
    statements.get(table).run(row);
  };
  const count = database.prepare(
    `insert into throttle (key, points, expires_at) values (?, 1, ?)
     on conflict (key) do update set points = points + 1`,
  );
  let next = 700_000_000_000;
  return (text, { 'idempotency-key': key, 'x-forwarded-for': address }) => {
    const { phone } = JSON.parse(text);
    const [number, now] = [String(next++), Date.now()];
    database.exec('begin immediate');
    put('ticket', {
      number,
      key_hash: hash(number),
      line: 'public',
      phone,
      phone_tail: phone.slice(-4),
      urgent: 0,
      senior: 0,
      language: 'zh-CN',
      passphrase: '青山 白鹤',
      status: 'waiting',
      created_at: now,
      due_at: now + HOUR,
      promise_minutes: 60,
    });
    put('ticket_event', {
      ticket: number,
      seq: 1,
      at: now,
      status: 'waiting',
      kind: 'status',
      actor: 'member',
    });
    put('idempotency', {
      key_hash: hash(key),
      fingerprint: hash(text),
      ticket: number,
      expires_at: now + 24 * HOUR,
    });
    count.run(hash(address), now + HOUR);
    database.exec('commit');
  };
}

const write = FILE && openWriter();

function answer(response, status, body) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response, 200, CONTACT);
  let text = '';
  request.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    write(text, request.headers);
    answer(response, 201, CALLBACK);
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
