import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CreatedTicket } from '../../src/contract/ticket.ts';
import {
  bearer,
  CALLBACK,
  deskInput,
  freshKey,
  freshPhone,
  query,
  shopInput,
  temporaryFolder,
} from './support/fixture.ts';
import { eventsOf } from './support/situations.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** Writes config files and makes a database folder for one test. */
function prepare(t: TestContext): Record<string, string> {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(shopInput));
  writeFileSync(join(folder, 'desk.json'), JSON.stringify(deskInput));
  return {
    HOTLINE_CONFIG: join(folder, 'shop.json'),
    DESK_CONFIG: join(folder, 'desk.json'),
    DATABASE_URL: `file:${join(folder, 'data', 'desk.db')}`,
    PORT: '0',
  };
}

function run(t: TestContext, env: Record<string, string>, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a command until it ends. */
async function command(
  t: TestContext,
  env: Record<string, string>,
  ...args: string[]
): Promise<Ended> {
  const child = run(t, env, ...args);
  assert.ok(child.stdout && child.stderr);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exit;
  return { code, out, err };
}

interface Spawned {
  child: ChildProcess;
  url: string;
  exit: Promise<number | null>;
  /** The next line of the output that matches. */
  line(pattern: RegExp): Promise<string>;
}

/** Starts a desk and waits until it listens. */
async function start(t: TestContext, env: Record<string, string>): Promise<Spawned> {
  const child = run(t, env);
  assert.ok(child.stdout && child.stderr);
  const exit = (once(child, 'exit') as Promise<[number | null]>).then(([code]) => code);
  const errors = text(child.stderr);
  const lines: AsyncIterator<string, undefined> = createInterface({ input: child.stdout })[
    Symbol.asyncIterator
  ]();
  const line = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const { value } = await lines.next();
      if (value === undefined) throw new Error(`The desk ended: ${await errors}`);
      if (pattern.test(value)) return value;
    }
  };
  const said = await line(/^hotline-desk listens on /);
  return { child, url: said.split(' ').at(-1) ?? '', exit, line };
}

const post = (
  url: string,
  headers: Record<string, string>,
  phone = freshPhone(),
  body: object = {},
): Promise<Response> =>
  fetch(`${url}/v1/callbacks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ ...CALLBACK, phone, ...body }),
  });

describe('a desk that is killed', () => {
  it(
    'keeps every ticket that it has answered, and the ticket keys stay valid',
    { timeout: 30_000 },
    async (t) => {
      const env: Record<string, string> = { ...prepare(t), LOG_LEVEL: 'silent' };
      const first = await start(t, env);
      const requests = Array.from({ length: 40 }, () => ({
        headers: freshKey(),
        phone: freshPhone(),
      }));
      const answered: { ticket: CreatedTicket; request: (typeof requests)[number] }[] = [];
      await Promise.allSettled(
        requests.map(async (request) => {
          const answer = await post(first.url, request.headers, request.phone);
          assert.equal(answer.status, 201);
          answered.push({ ticket: (await answer.json()) as CreatedTicket, request });
          // While the other requests are running.
          if (answered.length === 15) first.child.kill('SIGKILL');
        }),
      );
      await first.exit;
      assert.ok(answered.length >= 15);

      const second = await start(t, env);
      for (const { ticket, request } of answered) {
        const found = await fetch(`${second.url}/v1/tickets/${ticket.number}`, {
          headers: bearer(ticket.key),
        });
        assert.equal(found.status, 200, ticket.number);
        const replayed = await post(second.url, request.headers, request.phone);
        assert.equal(replayed.headers.get('idempotency-replayed'), 'true');
        const { number, key } = (await replayed.json()) as CreatedTicket;
        assert.deepEqual({ number, key }, { number: ticket.number, key: ticket.key });
      }
      // Nothing is half-written: each ticket has its event and its Idempotency-Key.
      const whole =
        'select (select count(*) from ticket) as tickets, (select count(*) from ticket_event) as events, (select count(*) from idempotency) as keys';
      const [{ tickets, events, keys } = {}] = await query(env['DATABASE_URL'] ?? '', whole);
      assert.deepEqual([events, keys], [tickets, tickets]);
    },
  );
});

describe('two desks on one database file', () => {
  it('make one ticket for one Idempotency-Key', { timeout: 30_000 }, async (t) => {
    const env = { ...prepare(t), LOG_LEVEL: 'silent' };
    const desks = [await start(t, env), await start(t, env)];
    const headers = freshKey();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, turn) =>
        post(desks[turn % 2]?.url ?? '', headers, '13800138000'),
      ),
    );
    const tickets = (await Promise.all(answers.map((answer) => answer.json()))) as CreatedTicket[];
    assert.equal(new Set(tickets.map(({ number, key }) => `${number} ${key}`)).size, 1);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [
      ...Array<number>(29).fill(200),
      201,
    ]);
  });
});

describe('a desk that is stopped', () => {
  it(
    'refuses new connections on SIGTERM, finishes running requests and exits with 0',
    { timeout: 30_000 },
    async (t) => {
      const desk = await start(t, prepare(t));
      const { hostname, port } = new URL(desk.url);
      const body = JSON.stringify(CALLBACK);
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /v1/callbacks HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nIdempotency-Key: a\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      await once(socket, 'data');
      desk.child.kill('SIGTERM');
      await desk.line(/"msg":"stopping"/);
      await assert.rejects(fetch(`${desk.url}/health`));
      socket.write(body);
      assert.match(await text(socket), /^HTTP\/1\.1 201 /);
      assert.equal(await desk.exit, 0);
    },
  );

  it('exits at once on a second signal', { timeout: 30_000 }, async (t) => {
    const desk = await start(t, prepare(t));
    const { hostname, port } = new URL(desk.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => socket.destroy());
    socket.write(
      'POST /v1/callbacks HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nIdempotency-Key: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n',
    );
    await once(socket, 'data');
    desk.child.kill('SIGINT');
    await desk.line(/"msg":"stopping"/);
    desk.child.kill('SIGINT');
    assert.equal(await desk.exit, 1);
  });

  it('ends open streams on SIGTERM and exits', { timeout: 30_000 }, async (t) => {
    const desk = await start(t, prepare(t));
    const streams = await Promise.all(
      Array.from({ length: 5 }, async () => eventsOf(await fetch(`${desk.url}/v1/contact/stream`))),
    );
    for (const events of streams) assert.equal((await events.next()).value?.event, 'status');
    desk.child.kill('SIGTERM');
    for (const events of streams) assert.equal((await events.next()).done, true);
    assert.equal(await desk.exit, 0);
  });
});

describe('a running desk', () => {
  it(
    'uses a changed config file for the next request, ignores an invalid one, and reloads at once on SIGHUP',
    { timeout: 30_000 },
    async (t) => {
      const env = prepare(t);
      const desk = await start(t, env);
      const [shopFile = '', deskFile = ''] = [env['HOTLINE_CONFIG'], env['DESK_CONFIG']];
      const brand = async (): Promise<unknown> =>
        ((await (await fetch(`${desk.url}/v1/contact`)).json()) as { brand: { name: string } })
          .brand.name;
      const rename = (name: string): string => JSON.stringify({ ...shopInput, brand: { name } });

      // Editors replace a file like this.
      writeFileSync(`${shopFile}.new`, rename('第二家'));
      renameSync(`${shopFile}.new`, shopFile);
      await desk.line(/configuration reloaded/);
      assert.equal(await brand(), '第二家');

      writeFileSync(deskFile, JSON.stringify({ ...deskInput, origins: ['canary'] }));
      const refusal = await desk.line(/the old one stays/);
      assert.match(refusal, /DESK_CONFIG \/origins\/0: expected an exact origin/);
      assert.ok(!refusal.includes('canary'));
      assert.equal(await brand(), '第二家');

      writeFileSync(deskFile, JSON.stringify(deskInput));
      writeFileSync(shopFile, rename('第三家'));
      desk.child.kill('SIGHUP');
      await desk.line(/configuration reloaded/);
      assert.equal(await brand(), '第三家');
    },
  );
});

describe('hotline-desk', () => {
  it('fails with one line when the port is taken', { timeout: 30_000 }, async (t) => {
    const env = prepare(t);
    const { port } = new URL((await start(t, env)).url);
    const { code, err } = await command(t, { ...env, PORT: port });
    assert.deepEqual(
      [code, err],
      [
        1,
        `hotline-desk: PORT: ${port} on 127.0.0.1 is taken; stop what listens there, or set another PORT\n`,
      ],
    );
  });

  it(
    'lists open tickets with `tickets` while the desk runs, as a table or as JSON',
    { timeout: 30_000 },
    async (t) => {
      const env = prepare(t);
      const missing = await command(t, env, 'tickets');
      assert.deepEqual([missing.code, missing.out], [1, '']);
      assert.match(missing.err, /^hotline-desk: DATABASE_URL: there is no database file /);

      const { url } = await start(t, env);
      const slow = (await (await post(url, freshKey(), '13800138000')).json()) as CreatedTicket;
      const urgent = (await (
        await post(url, freshKey(), '13900139000', { urgent: true, topic: 'refund' })
      ).json()) as CreatedTicket;

      const table = await command(t, env, 'tickets');
      assert.equal(table.code, 0);
      const [, first = '', second = ''] = table.out.split('\n');
      assert.match(
        first,
        /^\d{6}-\d{5}-\d {2}due in (?:119 min|2 h 0 min) +waits +0 +- +public +refund +urgent +139\*\*\*\*9000$/,
      );
      assert.match(second, /138\*\*\*\*8000$/);

      const list = JSON.parse((await command(t, env, 'tickets', '--json')).out) as {
        number: string;
      }[];
      assert.deepEqual(
        list.map(({ number }) => number),
        [urgent.number, slow.number],
      );
    },
  );

  it('says why a start or a command failed', { timeout: 30_000 }, async (t) => {
    const env = prepare(t);
    const cases: [Record<string, string>, string[], RegExp][] = [
      [
        { HOTLINE_CONFIG: '' },
        [],
        /^hotline-desk: HOTLINE_CONFIG: expected the path of the shop's hotline\.config\.json\n$/,
      ],
      [{ DATABASE_URL: 'mysql://a:b@c/d' }, [], /^hotline-desk: DATABASE_URL: expected /],
      [{}, ['dance'], /^hotline-desk: There is no such command\.\n\nUsage: /],
      [{}, ['--dance'], /^hotline-desk: Unknown option '--dance'/],
    ];
    const ended = await Promise.all(
      cases.map(([change, args]) => command(t, { ...env, ...change }, ...args)),
    );
    for (const [index, [, , expected]] of cases.entries()) {
      assert.equal(ended[index]?.code, 1);
      assert.match(ended[index]?.err ?? '', expected);
      assert.doesNotMatch(ended[index]?.err ?? '', /^\s+at /m);
    }
    const help = await command(t, {}, '--help');
    assert.deepEqual([help.code, help.err], [0, '']);
    assert.match(help.out, /^Usage: hotline-desk \[serve\]/);
  });
});
