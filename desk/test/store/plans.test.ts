import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { PostgresDialect, type DatabaseConnection, type Dialect, type Driver } from 'kysely';
import pg from 'pg';
import { FileDialect } from '../../src/store/sqlite-dialect.ts';
import type { Store } from '../../src/store/store.ts';
import { isPostgresUrl } from '../../src/store/store-url.ts';
import { create, created, NOW, openStore, query, ticketRecord } from '../support/database.ts';
import { ALL_LINES } from '../../wire/calling-hours.ts';

const DAY = 86_400_000;
const LATER = NOW + 60_000;

/** Tables with a row for each agent, line or setting: to read all rows is the quickest. */
const SMALL = ['agent', 'line_state', 'setting', 'session', 'kysely_migration'];
/** Indexes that hold open tickets only. Whoever reads a whole one wants all of these. */
const OPEN_ONLY = ['ticket_open', 'ticket_callable'];
/** Indexes that are read as a whole: the deliveries of a week are counted, without their rows. */
const COUNTED = ['outbox_of_target'];

interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Notes all statements that stores, which are opened later, send to their databases. */
function recordStatements(t: TestContext): Map<string, Statement> {
  const seen = new Map<string, Statement>();
  const known = new WeakSet<DatabaseConnection>();
  function record(driver: Driver): Driver {
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async () => {
      const connection = await acquire();
      if (known.has(connection)) return connection;
      known.add(connection);
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = (query) => {
        const { sql: text, parameters: values } = query;
        if (/^(?:select|insert|update|delete|with)\s/i.test(text)) seen.set(text, { text, values });
        return execute(query);
      };
      return connection;
    };
    return driver;
  }
  for (const { prototype } of [FileDialect, PostgresDialect]) {
    const create = prototype.createDriver;
    t.mock.method(prototype, 'createDriver', function (this: Dialect) {
      return record(create.call(this as never));
    });
  }
  return seen;
}

type Part =
  | 'settings'
  | 'tickets'
  | 'agents'
  | 'sessions'
  | 'lines'
  | 'audit'
  | 'outbox'
  | 'briefs'
  | 'throttle'
  | 'figures';
type Calls = {
  [Name in Part]: { [Method in keyof Store[Name]]: (part: Store[Name]) => Promise<unknown> };
};

const agent = {
  id: 'agent',
  login: 'li',
  name: 'Li',
  role: 'supervisor',
  passwordHash: 'hash',
  lines: null,
  presence: 'here',
  seenAt: null,
  createdAt: NOW,
  disabledAt: null,
} as const;
const audit = { actor: 'desk', action: 'made' };
const limit = { key: 'limit', points: 9, ms: 1000 };
const taken = [{ key: 'limit', expiresAt: NOW + 1000 }];
const session = {
  id: 'session',
  agent: 'agent',
  tokenHash: 'token',
  createdAt: NOW,
  rotatedAt: NOW,
  expiresAt: NOW + DAY,
};
const brief = { topic: 'refund' } as never;
/** By day, at night, and while one line is closed. */
const OPEN = [ALL_LINES, { others: false, except: [] }, { others: true, except: ['vip'] }];
const slot = { line: 'public', startsAt: NOW + DAY };

/** Everything that a store is asked, so that a new method is asked too. */
const callsOf = (number: string): Calls => ({
  settings: {
    find: (part) => part.find('name'),
    findOrMake: (part) => part.findOrMake('name', () => 'value'),
    put: (part) => part.put('name', 'value'),
  },
  tickets: {
    create: (part) =>
      part.create({
        mint: () => 'unknown-slot',
        phone: '+8613800138000',
        now: NOW,
        idempotency: { keyHash: 'key', fingerprint: '' },
        perNumberPerDay: 9,
      }),
    openCall: (part) =>
      part.openCall({
        mint: () => ticketRecord({ origin: 'call', status: 'calling', claimedBy: 'caller' }),
        now: NOW,
        agent: 'caller',
        idempotency: { keyHash: 'call', fingerprint: '' },
        alike: {
          number,
          phone: '+8613800138001',
          extension: null,
          member: 'm',
          orderNumber: 'DJ1',
        },
        seen: [number],
        code: '123456',
      }),
    merge: (part) =>
      part.merge({ into: number, numbers: [number], now: NOW }, () => ({
        ok: true,
        into: { set: {} },
        merged: new Map([[number, { set: {} }]]),
      })),
    reports: (part) => part.reports([number]),
    reportCount: (part) => part.reportCount(NOW, NOW + DAY),
    mergedInto: (part) => part.mergedInto(number),
    callOf: (part) => part.callOf('agent'),
    openAlike: (part) =>
      part.openAlike(
        { number, phone: '+8613800138001', extension: null, member: 'm', orderNumber: 'DJ1' },
        9,
      ),
    replay: (part) => part.replay({ keyHash: number, fingerprint: '' }, NOW),
    find: (part) => part.find(number),
    owner: (part) => part.owner(number),
    ofMember: (part) => part.ofMember('m', NOW, 9),
    firstOfMember: (part) => part.firstOfMember('m', NOW),
    findByKey: (part) => part.findByKey(number, NOW),
    change: async (part) => {
      for (const member of [null, 'm'])
        await part.change(number, NOW, () => ({
          ok: true,
          change: {
            set: { attempts: 1, member, claimedBy: 'agent', claimUntil: NOW + DAY },
            note: { agent: 'agent', text: 'note' },
            take: { ...slot, capacity: 9 },
            release: { ...slot, startsAt: NOW },
            happenedBy: NOW,
            audit,
            announce: ['callback.claimed'],
          },
        }));
      for (const orderNumber of [null, 'DJ1'])
        await part.change(number, NOW, () => ({
          ok: true,
          change: { set: { orderNumber, member: null }, erase: true, eraseBriefs: true },
        }));
    },
    changeNext: async (part) => {
      for (const open of OPEN)
        for (const lines of [undefined, ['public', 'vip']])
          await part.changeNext(NOW, open, () => ({ ok: false, refusal: 'not-yours' }), lines);
    },
    open: (part) => part.open(),
    openAfter: async (part) => {
      await part.openAfter(undefined, 9);
      for (const dueAt of [NOW, null]) await part.openAfter({ dueAt, createdAt: NOW, number }, 9);
    },
    queueCounts: async (part) => {
      for (const open of OPEN) await part.queueCounts(NOW, open);
    },
    callable: async (part) => {
      for (const open of OPEN) await part.callable(NOW, open);
    },
    held: (part) => part.held(),
    lapsed: (part) => part.lapsed(NOW),
    overdue: (part) => part.overdue(LATER),
    renewClaims: (part) => part.renewClaims('agent', NOW + 2 * DAY),
    shortenClaims: (part) => part.shortenClaims(NOW),
    ahead: (part) => part.ahead(NOW, 9),
    notes: (part) => part.notes(number),
    earlier: async (part) => {
      const ticket = await part.find(number);
      if (!ticket) throw new Error('no ticket');
      await part.earlier({ ...ticket, phone: '+8613800138000' }, 9);
      await part.earlier({ ...ticket, member: 'm' }, 9);
      await part.earlier({ ...ticket, member: null, phone: '', orderNumber: 'DJ1' }, 9);
    },
    search: async (part) => {
      await part.search({ number }, 9);
      await part.search({ orderNumber: 'DJ1' }, 9);
      await part.search({ phoneTail: '1234' }, 9);
    },
    wall: (part) => part.wall([{ date: '2026-11-23', from: NOW, to: LATER }]),
    within: (part) => part.within(NOW, LATER),
    recentTalk: (part) => part.recentTalk('public', NOW, 9),
    erasable: (part) => part.erasable(NOW, 9),
    taken: (part) => part.taken('public', NOW, LATER),
  },
  agents: {
    add: (part) => part.add(agent, audit),
    byLogin: (part) => part.byLogin('li'),
    byId: (part) => part.byId('agent'),
    all: (part) => part.all(),
    update: (part) => part.update('agent', { role: 'agent' }, NOW, audit),
    setPresence: (part) => part.setPresence('agent', 'away', NOW),
    seen: (part) => part.seen('agent', NOW),
  },
  sessions: {
    add: (part) => part.add(session, 'hash'),
    find: (part) => part.find('token', NOW),
    rotate: (part) => part.rotate('session', 'token', 'next', NOW, LATER),
    live: (part) => part.live('session', NOW),
    end: (part) => part.end('session'),
    endExpired: (part) => part.endExpired(NOW),
  },
  lines: {
    state: (part) => part.state('public'),
    correctTimes: (part) => part.correctTimes(NOW),
    setState: (part) => part.setState('public', { closed: null }, NOW, audit),
    firstLineOf: (part) => part.firstLineOf('hash', 'public', LATER, NOW),
  },
  audit: {
    add: (part) => part.add(NOW, audit),
    list: async (part) => {
      await part.list({}, 9);
      await part.list({ before: 'x' }, 9);
      await part.list({ actor: 'desk' }, 9);
      await part.list({ ticket: number }, 9);
    },
    prune: (part) => part.prune(NOW),
  },
  outbox: {
    take: (part) => part.take('webhook:shop', NOW, LATER, 9),
    dueTargets: (part) => part.dueTargets(NOW),
    delivered: (part) => part.delivered(['a'], NOW),
    failed: (part) => part.failed(['a'], 'timeout', LATER),
    list: (part) => part.list('dead', 9),
    redeliver: (part) => part.redeliver('a', NOW, audit),
    counts: (part) => part.counts(),
    prune: (part) => part.prune({ delivered: NOW, dead: NOW }, NOW),
  },
  briefs: {
    add: (part) =>
      part.add(
        {
          code: '123456',
          createdAt: NOW,
          expiresAt: LATER,
          member: 'm',
          line: 'public',
          body: brief,
        },
        limit,
      ),
    find: (part) => part.find('123456', NOW),
    findByKey: (part) => part.findByKey('hash', NOW),
    removeExpired: (part) => part.removeExpired(NOW),
  },
  throttle: {
    take: (part) => part.take([limit], NOW),
    giveBack: (part) => part.giveBack(taken),
    clear: (part) => part.clear('limit'),
    removeExpired: (part) => part.removeExpired(NOW),
  },
  figures: {
    of: (part) => part.of({ from: NOW, to: LATER }),
  },
});

/** Calls every method of every part once. */
async function askEverything(store: Store, number: string): Promise<void> {
  for (const [name, calls] of Object.entries(callsOf(number))) {
    const part = store[name as Part];
    assert.deepEqual(Object.keys(calls).sort(), Object.keys(part).sort(), name);
    for (const call of Object.values(calls) as ((asked: unknown) => Promise<unknown>)[])
      await call(part);
  }
}

/** Whether a statement reads the first rows of an index, as many as it is told. */
const isFirstRows = (text: string): boolean =>
  !/ where /.test(text) && / order by "\w+"(?: desc)? limit \?$/.test(text);

/** Whole tables, or whole indexes, that SQLite reads for a statement. */
async function readByFile(url: string, { text }: Statement): Promise<string[]> {
  const steps = await query(url, `explain query plan ${text.replaceAll('?', 'null')}`);
  return steps.flatMap(({ detail }) => {
    const [, table = '', index = ''] =
      /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(String(detail)) ?? [];
    const isPart = table === '' || table === 'CONSTANT' || isFirstRows(text);
    return isPart ? [] : [index.startsWith('sqlite_autoindex') ? table : index || table];
  });
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

const seqScans = ({ Plans = [], ...plan }: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []),
  ...Plans.flatMap(seqScans),
];

/** Whole tables that PostgreSQL reads for a statement although it may use any index. */
async function readByServer(client: pg.Client, { text, values }: Statement): Promise<string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `explain (format json) ${text}`,
    [...values],
  );
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan: plan }) => seqScans(plan)));
}

async function wholeReads(url: string, statements: Iterable<Statement>): Promise<string[]> {
  const found: string[] = [];
  const note = (names: readonly string[], { text }: Statement): void => {
    const grown = names.filter((name) => ![...SMALL, ...OPEN_ONLY, ...COUNTED].includes(name));
    if (grown.length > 0) found.push(`${grown.join()}: ${text}`);
  };
  if (!isPostgresUrl(url)) {
    for (const statement of statements) note(await readByFile(url, statement), statement);
    return found;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set enable_seqscan = off');
    for (const statement of statements) note(await readByServer(client, statement), statement);
  } finally {
    await client.end();
  }
  return found;
}

describe('the statements of the store', () => {
  it('find their rows by an index, however many there are', { timeout: 60_000 }, async (t) => {
    const announce = () => [
      { target: 'webhook:shop', type: 'callback.created' as const, payload: '{}' },
    ];
    const statements = recordStatements(t);
    const store = await openStore(t, { announce });
    // Those of the migrations.
    statements.clear();
    const { number } = await created(store, { phone: '+8613800138001' }, { limit });
    await create(store, {}, { take: { ...slot, capacity: 9 } });
    await askEverything(store, number);
    const all = [...statements.values()];
    assert.ok(all.length > 80, `${all.length}`);
    assert.deepEqual(await wholeReads(store.url, all), []);
  });
});
