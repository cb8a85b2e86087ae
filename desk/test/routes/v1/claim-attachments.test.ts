import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as v from 'valibot';
import { BriefCodeSchema } from '../../../../src/contract/brief-code.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import type { CreatedTicket, Ticket } from '../../../../src/contract/ticket.ts';
import type { CallAnswer } from '../../../wire/call.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { newBrowser } from '../../support/console.ts';
import {
  bearer,
  CALLBACK,
  createdTicket,
  DAY,
  freshKey,
  freshPhone,
  MINUTE,
  query,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { runningPictures, uploaded } from '../../support/pictures.ts';
import { bookingShop, nextHour } from '../../support/situations.ts';

const pictures = await runningPictures();
const start = (t: TestContext): Promise<Desk> => startDesk(t, { pictures, shop: bookingShop });

const ask = (desk: Desk, body: object, headers = freshKey()): Promise<Response> =>
  desk.post('/v1/callbacks', { ...CALLBACK, phone: freshPhone(), ...body }, headers);

const refusalOf = async (answer: Response): Promise<[number, string, ...string[]]> => {
  const { code, errors = [] } = v.parse(ProblemSchema, await answer.json());
  return [answer.status, code, ...errors.map(({ pointer }) => pointer)];
};

const sentWith = async (desk: Desk, number: string): Promise<string[]> =>
  (await desk.store.attachments.ofTicket(number)).map(({ id }) => id);

describe('screenshots with a callback', () => {
  it('are counted in its ticket, and kept in the order in which they were named', async (t) => {
    const desk = await start(t);
    const ids = [await uploaded(desk), await uploaded(desk), await uploaded(desk)].reverse();
    const { number, key, attachments } = await createdTicket(desk, { attachments: ids });
    assert.equal(attachments, 3);
    assert.deepEqual(await sentWith(desk, number), ids);
    const answer = await desk.get(`/v1/tickets/${number}`, bearer(key));
    const ticket = (await answer.json()) as Ticket;
    assert.equal(ticket.attachments, 3);
    assert.ok(!JSON.stringify(ticket).includes(ids[0] ?? '?'));
    assert.equal((await createdTicket(desk)).attachments, undefined);
  });

  it('that cannot be claimed are named; without them the same request is taken', async (t) => {
    const desk = await start(t);
    const old = await uploaded(desk);
    desk.clock.now += DAY;
    const [good, taken] = [await uploaded(desk), await uploaded(desk)];
    await createdTicket(desk, { attachments: [taken] });
    const phone = freshPhone();
    const headers = freshKey();
    const named = [old, good, taken, 'A'.repeat(22), good];
    assert.deepEqual(await refusalOf(await ask(desk, { phone, attachments: named }, headers)), [
      422,
      'unknown-attachment',
      '/attachments/0',
      '/attachments/2',
      '/attachments/3',
      '/attachments/4',
    ]);
    const answer = await ask(desk, { phone, attachments: [good] }, headers);
    assert.equal(answer.status, 201);
    const { number } = (await answer.json()) as CreatedTicket;
    assert.deepEqual(await sentWith(desk, number), [good]);
  });

  it('stay free when the callback is refused for another reason', async (t) => {
    const desk = await start(t);
    const attachments = [await uploaded(desk)];
    const phone = freshPhone();
    for (let made = 0; made < 3; made++) await createdTicket(desk, { phone });
    assert.equal((await ask(desk, { phone, attachments })).status, 429);
    const when = { kind: 'window', from: '2026-01-01T00:00:00Z' };
    assert.equal((await ask(desk, { when, attachments })).status, 422);
    assert.equal((await ask(desk, { topic: 'nothing', attachments })).status, 422);
    assert.equal((await ask(desk, { when: nextHour(), attachments })).status, 201);
  });

  it('are claimed by one of two callbacks that name them at once', async (t) => {
    const desk = await start(t);
    for (let round = 0; round < 5; round++) {
      const ids = [await uploaded(desk), await uploaded(desk)];
      const answers = await Promise.all([
        ask(desk, { attachments: ids }),
        ask(desk, { attachments: [...ids].reverse() }),
      ]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422]);
    }
    const [count] = await query(desk.url, 'select count(*) as count from ticket');
    assert.equal(Number(count?.count), 5);
  });

  it('are not claimed again by a repeated request, which gets its ticket', async (t) => {
    const desk = await start(t);
    const body = { phone: freshPhone(), attachments: [await uploaded(desk)] };
    const headers = freshKey();
    const first = (await (await ask(desk, body, headers)).json()) as CreatedTicket;
    const again = await ask(desk, body, headers);
    assert.equal(again.status, 200);
    const { number, key, attachments } = (await again.json()) as CreatedTicket;
    assert.deepEqual([number, key, attachments], [first.number, first.key, 1]);
  });

  it('may be five at most, and are named by ids', async (t) => {
    const desk = await start(t);
    const ids = Array<string>(6).fill('A'.repeat(22));
    for (const [attachments, pointer] of [
      [ids, '/attachments'],
      [['../../etc'], '/attachments/0'],
      ['x', '/attachments'],
    ])
      assert.deepEqual(await refusalOf(await ask(desk, { attachments })), [
        400,
        'invalid-body',
        pointer,
      ]);
  });

  it('go with the ticket into which an agent merges theirs', async (t) => {
    const desk = await start(t);
    const phone = freshPhone();
    const ids = [await uploaded(desk), await uploaded(desk)] as const;
    const kept = await createdTicket(desk, { phone, attachments: [ids[0]] });
    desk.clock.now += MINUTE;
    const merged = await createdTicket(desk, { phone, attachments: [ids[1]] });
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${kept.number}/claim`);
    const numbers = [merged.number];
    const view = await mei.json<TicketView>('POST', `/tickets/${kept.number}/merge`, { numbers });
    assert.deepEqual(
      view.attachments.map(({ id, from }) => [id, from]),
      [
        [ids[0], undefined],
        [ids[1], merged.number],
      ],
    );
    // What was merged into a ticket says nothing to its member.
    const read = await desk.get(`/v1/tickets/${kept.number}`, bearer(kept.key));
    assert.equal(((await read.json()) as Ticket).attachments, 1);
  });

  it('are deleted with the data of their ticket, also after a merge', async (t) => {
    const desk = await start(t);
    const phone = freshPhone();
    const kept = await createdTicket(desk, { phone, attachments: [await uploaded(desk)] });
    const merged = await createdTicket(desk, { phone, attachments: [await uploaded(desk)] });
    const mei = await newBrowser(desk, 'mei');
    await mei.json('POST', `/tickets/${kept.number}/claim`);
    await mei.json('POST', `/tickets/${kept.number}/merge`, { numbers: [merged.number] });
    await mei.json('POST', `/tickets/${kept.number}/release`);
    const erase = async ({ number, key }: CreatedTicket): Promise<void> => {
      const answer = await desk.post(`/v1/tickets/${number}/erase`, {}, bearer(key));
      assert.equal(answer.status, 204);
    };
    await erase(merged);
    assert.equal((await sentWith(desk, kept.number)).length, 1);
    await erase(kept);
    assert.deepEqual(await query(desk.url, 'select id from attachment_data'), []);
    assert.equal((await desk.store.tickets.find(kept.number))?.attachments, 0);
  });
});

describe('screenshots with a brief', () => {
  const brief = async (desk: Desk, attachments: string[]) => {
    const answer = await desk.post('/v1/briefs', { note: 'x', attachments });
    assert.equal(answer.status, 201);
    return v.parse(BriefCodeSchema, await answer.json());
  };

  it('go with the ticket that an agent opens from its code', async (t) => {
    const desk = await start(t);
    const ids = [await uploaded(desk), await uploaded(desk)];
    const { code, key } = await brief(desk, ids);
    const mei = await newBrowser(desk, 'mei');
    const answer = await mei.json<CallAnswer>('POST', '/calls', {
      id: 'call-1234567890123456',
      caller: code,
    });
    assert.ok('ticket' in answer);
    const { row, attachments } = answer.ticket;
    assert.deepEqual(
      attachments.map(({ id }) => id),
      ids,
    );
    const read = await desk.get(`/v1/tickets/${row.number}`, bearer(key));
    assert.equal(((await read.json()) as Ticket).attachments, 2);
    desk.clock.now += 2 * DAY;
    assert.equal((await sentWith(desk, row.number)).length, 2);
  });

  it('are claimed once, and named when they cannot be', async (t) => {
    const desk = await start(t);
    const id = await uploaded(desk);
    await brief(desk, [id]);
    assert.deepEqual(await refusalOf(await desk.post('/v1/briefs', { attachments: [id] })), [
      422,
      'unknown-attachment',
      '/attachments/0',
    ]);
    assert.deepEqual(await refusalOf(await ask(desk, { attachments: [id] })), [
      422,
      'unknown-attachment',
      '/attachments/0',
    ]);
    const [count] = await query(desk.url, 'select count(*) as count from brief');
    assert.equal(Number(count?.count), 1);
  });

  it('are deleted with it', async (t) => {
    const desk = await start(t);
    const { expiresAt } = await brief(desk, [await uploaded(desk)]);
    await desk.store.briefs.removeExpired(Date.parse(expiresAt));
    assert.deepEqual(await query(desk.url, 'select id from attachment'), []);
  });
});
