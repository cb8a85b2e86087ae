import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { ConfigInput } from '../../../src/contract/config.ts';
import { createAnnounce } from '../../src/deliver/announce.ts';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { addNote, claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import type { Decision } from '../../src/domain/change.ts';
import { rate } from '../../src/domain/member-actions.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import { wallDays } from '../../src/domain/wall.ts';
import type { Store } from '../../src/store/store.ts';
import type { JobDeps } from '../../src/jobs/job.ts';
import {
  endExpiredSessions,
  eraseOldTickets,
  removeExpiredBriefs,
  removeOldAudit,
  removeOldMessages,
} from '../../src/jobs/retention.ts';
import { fixedConfig } from '../../src/config/live-config.ts';
import { createLog } from '../../src/log.ts';
import { isPostgresUrl } from '../../src/store/store-url.ts';
import {
  bearer,
  checkedShop,
  createdTicket,
  DAY,
  deskInput,
  memberToken,
  MINUTE,
  NOW,
  query,
  shopInput,
  startDesk,
  type Desk,
} from '../support/fixture.ts';

const WEBHOOK = {
  id: 'shop',
  url: 'https://shop.example/hook',
  secret: `whsec_${Buffer.alloc(32, 5).toString('base64')}`,
};
const running = new AbortController().signal;

/** Data of the member, and texts by or about them. */
const CANARIES = {
  phone: '13812345678',
  member: 'member-canary',
  order: 'CANARYORDER12345',
  note: '便条金丝雀',
  agentsNote: '同事金丝雀',
  feedback: '评价金丝雀',
  brief: '简报金丝雀',
};

/** The content of each table, as text. */
async function everything(url: string): Promise<Map<string, string>> {
  const names = isPostgresUrl(url)
    ? `select table_name as name from information_schema.tables where table_schema = 'public'`
    : `select name from sqlite_master where type = 'table'`;
  const tables = (await query(url, names)).map(({ name }) => String(name));
  const rows = await Promise.all(
    tables.map(
      async (table) =>
        [table, JSON.stringify(await query(url, `select * from "${table}"`))] as const,
    ),
  );
  return new Map(rows);
}

const tablesWith = (tables: ReadonlyMap<string, string>, canary: string): string[] =>
  [...tables]
    .filter(([, text]) => text.includes(canary))
    .map(([table]) => table)
    .sort();

async function startShop(
  t: TestContext,
  change: Partial<ConfigInput> = {},
): Promise<{ desk: Desk; deps: JobDeps }> {
  const shop = { ...shopInput, ...change };
  const config = fixedConfig({
    shop: checkedShop(shop),
    desk: await checkDeskConfig({ ...deskInput, webhooks: [WEBHOOK] }, {}),
  });
  const desk = await startDesk(t, { config, announce: createAnnounce(config.current) });
  return {
    desk,
    deps: {
      store: desk.store,
      config,
      clock: () => desk.clock.now,
      log: createLog('silent'),
    },
  };
}

/** Handles a callback from the brief to the rating. Returns the ticket's number. */
async function serve({ desk, deps }: { desk: Desk; deps: JobDeps }): Promise<string> {
  const { phone, member, order, note, agentsNote, feedback, brief } = CANARIES;
  const headers = bearer(await memberToken('vip', { claims: { sub: member } }));
  assert.equal((await desk.post('/v1/briefs', { order, note: brief }, headers)).status, 201);
  const { number } = await createdTicket(
    desk,
    { phone, order, note, occurredAt: '2026-11-23T01:00:00Z' },
    headers,
  );
  const act = async (rule: (ticket: StoredTicket) => Decision<string>): Promise<void> => {
    const outcome = await desk.store.tickets.change(number, desk.clock.now, rule);
    assert.ok(outcome.ok);
  };
  const agent = { agent: 'agent-1', now: desk.clock.now };
  await act(claim(agent));
  await act(startCall(agent));
  await act(addNote({ ...agent, text: `${agentsNote} ${phone}` }));
  await act(
    giveResult({ ...agent, result: { result: 'solved' }, shop: deps.config.current().shop }),
  );
  await act(rate({ rating: 2, comment: feedback, now: desk.clock.now }));
  return number;
}

/** The figures of a month until `now`, without what members wrote. */
async function figures(store: Store, now: number) {
  const { comments, ...rest } = await store.tickets.wall(wallDays(30, 'Asia/Shanghai', now));
  return { ...rest, comments: comments.map(({ text: _text, ...comment }) => comment) };
}

describe('the retention jobs', () => {
  it("erase all data of a member after the shop's retention time, and keep the figures of the wall", async (t) => {
    const { desk, deps } = await startShop(t);
    const number = await serve({ desk, deps });
    const stored = await everything(desk.url);
    const shouldBeIn: [string, string][] = [
      [CANARIES.phone, 'ticket'],
      [CANARIES.phone, 'ticket_note'],
      [CANARIES.member, 'outbox'],
      [CANARIES.order, 'outbox'],
      [CANARIES.brief, 'brief'],
    ];
    for (const [canary, table] of shouldBeIn)
      assert.ok(tablesWith(stored, canary).includes(table), table);
    const evening = NOW + 12 * 60 * MINUTE;
    const before = await figures(desk.store, evening);
    assert.deepEqual(
      [before.days.at(-1)?.promises, before.outcomes.get('solved'), before.ratings.get(2)],
      [[{ tier: 'vip', kept: 1, broken: 0 }], 1, 1],
    );

    desk.clock.now = NOW + 180 * DAY + 1;
    for (const job of [eraseOldTickets, removeExpiredBriefs, endExpiredSessions])
      await job(deps, running);

    const left = await everything(desk.url);
    for (const [name, canary] of Object.entries(CANARIES))
      assert.deepEqual(tablesWith(left, canary), [], name);
    assert.equal((await desk.store.tickets.find(number))?.phoneTail, '');
    assert.equal(
      left.get('outbox')?.includes(number),
      true,
      'the messages themselves are still there',
    );
    assert.deepEqual(await figures(desk.store, evening), before);
    const [entry] = await desk.store.audit.list({ ticket: number }, 1);
    assert.deepEqual(
      [entry?.actor, entry?.action, entry?.at],
      ['desk', 'ticket.erased', desk.clock.now],
    );
  });

  it('keep tickets that are newer or still open', async (t) => {
    const { desk, deps } = await startShop(t, {
      privacy: { handler: '星河卡盟', contact: 'privacy@shop.example', retentionDays: 30 },
    });
    const ended = await serve({ desk, deps });
    const open = await createdTicket(desk);
    const erasedAt = async (number: string): Promise<number | null | undefined> =>
      (await desk.store.tickets.find(number))?.erasedAt;
    desk.clock.now = NOW + 30 * DAY;
    await eraseOldTickets(deps, running);
    assert.equal(await erasedAt(ended), null);
    desk.clock.now += 1;
    await eraseOldTickets(deps, running);
    assert.equal(await erasedAt(ended), desk.clock.now);
    assert.equal(await erasedAt(open.number), null);
  });

  it('erase every ticket once, even in several batches and in two processes', async (t) => {
    const { desk, deps } = await startShop(t);
    const tickets = await Promise.all(Array.from({ length: 120 }, () => createdTicket(desk)));
    for (const { number, key } of tickets)
      assert.equal(
        (await desk.post(`/v1/tickets/${number}/cancel`, undefined, bearer(key))).status,
        200,
      );
    desk.clock.now = NOW + 200 * DAY;
    await Promise.all([eraseOldTickets(deps, running), eraseOldTickets(deps, running)]);
    assert.deepEqual(await desk.store.tickets.erasable(desk.clock.now, 1), []);
    const [count] = await query(
      desk.url,
      `select count(*) as erased, count(distinct ticket) as tickets from audit where action = 'ticket.erased'`,
    );
    assert.deepEqual([Number(count?.erased), Number(count?.tickets)], [120, 120]);
  });

  it('go on when one ticket cannot be erased', async (t) => {
    const { desk, deps } = await startShop(t);
    const [stuck, fine] = [await createdTicket(desk), await createdTicket(desk)];
    for (const { number, key } of [stuck, fine])
      await desk.post(`/v1/tickets/${number}/cancel`, undefined, bearer(key));
    desk.clock.now = NOW + 200 * DAY;
    const { tickets } = desk.store;
    const failing: typeof tickets = {
      ...tickets,
      change: (number, ...rest) =>
        number === stuck.number
          ? Promise.reject(new Error('broken'))
          : tickets.change(number, ...rest),
    };
    await eraseOldTickets({ ...deps, store: { ...desk.store, tickets: failing } }, running);
    assert.deepEqual(await tickets.erasable(desk.clock.now, 9), [stuck.number]);
  });

  it("delete entries of the audit log after the desk's `auditDays`, a year unless it says so", async (t) => {
    const { desk, deps } = await startShop(t);
    const left = async (): Promise<number> => (await desk.store.audit.list({}, 9)).length;
    await desk.store.audit.add(NOW, { actor: 'desk', action: 'agent.added' });
    const shorter = fixedConfig({
      shop: deps.config.current().shop,
      desk: await checkDeskConfig({ ...deskInput, auditDays: 180 }, {}),
    });
    desk.clock.now = NOW + 180 * DAY + 1;
    await removeOldAudit(deps, running);
    assert.equal(await left(), 1);
    await removeOldAudit({ ...deps, config: shorter }, running);
    assert.equal(await left(), 0);
    await desk.store.audit.add(NOW, { actor: 'desk', action: 'agent.added' });
    desk.clock.now = NOW + 365 * DAY;
    await removeOldAudit(deps, running);
    assert.equal(await left(), 1);
    desk.clock.now += 1;
    await removeOldAudit(deps, running);
    assert.equal(await left(), 0);
  });

  it('delete delivered messages after a week, and failed ones after a month', async (t) => {
    const { desk, deps } = await startShop(t);
    await createdTicket(desk);
    await createdTicket(desk);
    const [first, second] = await desk.store.outbox.list('pending', 9);
    assert.ok(first && second);
    await desk.store.outbox.delivered([first.id], NOW);
    await desk.store.outbox.failed([second.id], '500', undefined);
    const left = async (): Promise<string[]> =>
      (await desk.store.outbox.counts()).map(({ status, count }) => `${status} ${count}`).sort();
    desk.clock.now = NOW + 7 * DAY;
    await removeOldMessages(deps, running);
    assert.deepEqual(await left(), ['dead 1', 'delivered 1']);
    desk.clock.now = NOW + 7 * DAY + 1;
    await removeOldMessages(deps, running);
    assert.deepEqual(await left(), ['dead 1']);
    desk.clock.now = NOW + 30 * DAY + 1;
    await removeOldMessages(deps, running);
    assert.deepEqual(await left(), []);
  });
});
