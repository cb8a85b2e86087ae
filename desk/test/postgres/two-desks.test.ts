import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { CreatedTicket } from '../../../src/contract/ticket.ts';
import { hashPassword } from '../../src/auth/password.ts';
import { openStore, query, temporaryFolder, temporaryUrl } from '../support/database.ts';
import {
  bearer,
  CALLBACK,
  deskInput,
  freshKey,
  freshPhone,
  shopInput,
} from '../support/fixture.ts';
import { roundRobin, startBuiltDesk } from './desks.ts';

const PASSWORD = 'correct horse battery';
const AGENTS = 6;

/** Two built desks on one database, behind one address. */
async function service(t: TestContext) {
  const folder = temporaryFolder(t);
  const databaseUrl = temporaryUrl(t);
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(shopInput));
  writeFileSync(join(folder, 'desk.json'), JSON.stringify(deskInput));
  const env = {
    HOTLINE_CONFIG: join(folder, 'shop.json'),
    DESK_CONFIG: join(folder, 'desk.json'),
    DATABASE_URL: databaseUrl,
  };
  const store = await openStore(t, { url: databaseUrl });
  const passwordHash = await hashPassword(PASSWORD);
  for (let index = 0; index < AGENTS; index++) {
    const [id, role] = [`agent-${index}`, index === 0 ? 'supervisor' : 'agent'] as const;
    const record = {
      id,
      login: id,
      name: id,
      role,
      passwordHash,
      lines: null,
      presence: 'away',
      seenAt: null,
      createdAt: Date.now(),
      disabledAt: null,
    } as const;
    assert.ok(await store.agents.add(record, { actor: 'test', action: 'agent.added' }));
  }
  const desks = await Promise.all([startBuiltDesk(t, env), startBuiltDesk(t, env)]);
  const [a, b] = desks;
  assert.ok(a && b);
  return { a, b, url: await roundRobin(t, [a.url, b.url]), databaseUrl, store };
}

/**
 * Sends a request on a new connection, so that it may go to either desk. Retries, as a widget does,
 * when the desk dies or is unavailable.
 */
async function ask(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(url, {
        ...init,
        headers: { Connection: 'close', ...(init.headers as Record<string, string>) },
      });
      if (answer.status !== 503 || attempt === 10) return answer;
    } catch (error) {
      if (attempt === 10) throw error;
    }
  }
}

const post = (url: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
  ask(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Signs an agent in. Returns headers that both desks accept. */
async function signIn(url: string, login: string): Promise<Record<string, string>> {
  const { origin } = new URL(url);
  const answer = await post(
    `${url}/console/api/session`,
    { login, password: PASSWORD },
    { Origin: origin },
  );
  assert.equal(answer.status, 200, await answer.clone().text());
  return { Origin: origin, Cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

async function callback(url: string): Promise<CreatedTicket> {
  const answer = await post(
    `${url}/v1/callbacks`,
    { ...CALLBACK, phone: freshPhone() },
    freshKey(),
  );
  assert.ok([200, 201].includes(answer.status), await answer.clone().text());
  return (await answer.json()) as CreatedTicket;
}

/** Reads a console's stream until its text fits. */
async function untilEvent(stream: Response, fits: (text: string) => boolean): Promise<void> {
  assert.ok(stream.body);
  let text = '';
  for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (fits(text)) return;
  }
  throw new Error(`The stream ended: ${text}`);
}

describe('two desks on one database', () => {
  it(
    'tell a console on one desk at once what a member does on the other, and the reverse',
    { timeout: 60_000 },
    async (t) => {
      const { a, b } = await service(t);
      const headers = await signIn(b.url, 'agent-0');
      const leave = new AbortController();
      t.after(() => leave.abort());
      const stream = await fetch(`${b.url}/console/api/stream`, { headers, signal: leave.signal });
      assert.equal(stream.status, 200);
      const ticket = await callback(a.url);
      await untilEvent(
        stream,
        (text) => text.includes('event: queue') && text.includes(ticket.number),
      );

      // And the member sees on the other desk what the agent does here.
      const claimed = await post(
        `${b.url}/console/api/tickets/${ticket.number}/claim`,
        {},
        headers,
      );
      assert.equal(claimed.status, 200, await claimed.clone().text());
      const seen = await ask(`${a.url}/v1/tickets/${ticket.number}`, {
        headers: bearer(ticket.key),
      });
      assert.equal(((await seen.json()) as CreatedTicket).status, 'claimed');
    },
  );

  it(
    'lose no ticket and hold none twice when one desk is killed',
    { timeout: 120_000 },
    async (t) => {
      const { a, url, databaseUrl, store } = await service(t);
      const headers = await Promise.all(
        Array.from({ length: AGENTS }, (_, index) => signIn(url, `agent-${index}`)),
      );
      const answered: CreatedTicket[] = [];
      const held: { number: string; agent: number }[] = [];
      let killed: Promise<void> | undefined;

      const members = Array.from({ length: 60 }, async () => {
        answered.push(await callback(url));
        if (answered.length === 20) killed = a.kill();
      });
      // Every agent takes the next ticket until each has eight.
      const agents = headers.map(async (own, agent) => {
        for (let mine = 0; mine < 8;) {
          const answer = await post(`${url}/console/api/next`, {}, own);
          if (answer.status !== 200) {
            assert.equal(answer.status, 409, await answer.clone().text());
            continue;
          }
          const { row } = (await answer.json()) as {
            row: { number: string; claimedBy: string | null };
          };
          assert.equal(row.claimedBy, `agent-${agent}`);
          held.push({ number: row.number, agent });
          mine++;
        }
      });
      await Promise.all([...members, ...agents]);
      await killed;
      assert.equal(answered.length, 60);

      for (const { number, key } of answered) {
        const found = await ask(`${url}/v1/tickets/${number}`, { headers: bearer(key) });
        assert.equal(found.status, 200, number);
      }
      assert.equal(new Set(held.map(({ number }) => number)).size, held.length);
      for (const { number, agent } of held)
        assert.equal((await store.tickets.find(number))?.claimedBy, `agent-${agent}`);
      assert.deepEqual(
        await query(
          databaseUrl,
          "select ticket from ticket_event where status = 'claimed' group by ticket having count(*) > 1",
        ),
        [],
      );
      // Nothing is half-written: each ticket has its first event and its key.
      const whole =
        'select (select count(*) from ticket) as tickets, (select count(*) from ticket_event where seq = 1) as events, (select count(*) from idempotency) as keys';
      const [{ tickets, events, keys } = {}] = await query(databaseUrl, whole);
      assert.deepEqual([events, keys], [tickets, tickets]);
    },
  );
});
