import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { TicketSchema, type Ticket } from '../../../../src/contract/ticket.ts';
import { TICKET_STATUSES } from '../../../../src/contract/ticket-status.ts';
import { formatTicketNumber } from '../../../../src/core/ticket-number.ts';
import {
  bearer,
  createdTicket,
  DAY,
  memberToken,
  MINUTE,
  NOW,
  query,
  shopInput,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { openStore } from '../../support/database.ts';
import { bookingShop, counted, nextHour, put, slotsOf, stored } from '../../support/situations.ts';

async function ticketOf(answer: Response): Promise<Ticket> {
  const body: unknown = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return v.parse(TicketSchema, body);
}

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

const act = (
  desk: Desk,
  { number, key }: { number: string; key: string },
  action: string,
  body: unknown = {},
): Promise<Response> => desk.post(`/v1/tickets/${number}/${action}`, body, bearer(key));

describe('GET /v1/tickets/{number}', () => {
  it('shows a ticket to whoever holds its key, without the key', async (t) => {
    const desk = await startDesk(t);
    const { key, ...created } = await createdTicket(desk);
    const answer = await desk.get(`/v1/tickets/${created.number}`, bearer(key));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const text = await answer.text();
    assert.ok(!text.includes(key));
    assert.deepEqual(v.parse(v.strictObject(TicketSchema.entries), JSON.parse(text)), created);
  });

  it('accepts hyphens and spaces in the number', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk);
    for (const written of [
      formatTicketNumber(number),
      `${number.slice(0, 6)} ${number.slice(6)}`,
    ]) {
      assert.equal(
        (await desk.get(`/v1/tickets/${encodeURIComponent(written)}`, bearer(key))).status,
        200,
        written,
      );
    }
  });

  it('gives the same answer for a wrong key as for an unknown number', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk);
    const other = await createdTicket(desk);
    const unknown = await (await desk.get('/v1/tickets/261123000017', bearer(key))).text();
    assert.equal(v.parse(ProblemSchema, JSON.parse(unknown)).code, 'not-found');
    const attempts: [string, Record<string, string>][] = [
      [number, {}],
      [number, bearer(other.key)],
      [number, bearer(key.slice(0, -1))],
      [number, bearer(`${key}A`)],
      [number, { Authorization: key }],
      [number, { Authorization: 'Bearer ' }],
      [`${number}0`, bearer(key)],
      ['constructor', bearer(key)],
    ];
    for (const [written, headers] of attempts) {
      for (const answer of [
        await desk.get(`/v1/tickets/${written}`, headers),
        await desk.post(`/v1/tickets/${written}/cancel`, '', headers),
      ]) {
        assert.deepEqual(
          [answer.status, await answer.text()],
          [404, unknown],
          `${written} ${JSON.stringify(headers)}`,
        );
      }
      for (const [action, body] of Object.entries({
        reschedule: { when: { kind: 'asap' } },
        nudge: {},
        feedback: { rating: 5 },
        erase: {},
      })) {
        const answer = await desk.post(`/v1/tickets/${written}/${action}`, body, headers);
        assert.deepEqual(
          [answer.status, await answer.text()],
          [404, unknown],
          `${action} ${written}`,
        );
      }
    }
    assert.deepEqual(
      await query(desk.url, "select count(*) as n from ticket where status = 'waiting'"),
      [{ n: 2 }],
    );
  });

  it('does the same work for a number that exists and one that does not', async (t) => {
    const done: string[] = [];
    const desk = await startDesk(t, { store: counted(await openStore(t), done) });
    const { number } = await createdTicket(desk);
    const erased = await createdTicket(desk);
    await act(desk, erased, 'erase');
    const hash = t.mock.method(crypto, 'createHash');
    syncBuiltinESMExports();
    t.after(() => {
      hash.mock.restore();
      syncBuiltinESMExports();
    });
    const workOf = async (written: string, headers: Record<string, string>): Promise<unknown> => {
      done.length = 0;
      hash.mock.resetCalls();
      assert.equal((await desk.get(`/v1/tickets/${written}`, headers)).status, 404);
      return { queries: [...done], hashes: hash.mock.callCount() };
    };
    for (const headers of [bearer('x'.repeat(43)), bearer('wrong'), {}]) {
      const expected = { queries: ['tickets.owner'], hashes: 1 };
      for (const written of [number, erased.number, '261123000017', `${number}0`, 'nothing'])
        assert.deepEqual(await workOf(written, headers), expected, written);
    }
  });

  it('answers 304 to a request with the current ETag', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk);
    const tag = (await desk.get(`/v1/tickets/${number}`, bearer(key))).headers.get('etag') ?? '';
    desk.clock.now += MINUTE;
    const same = await desk.get(`/v1/tickets/${number}`, {
      ...bearer(key),
      'If-None-Match': `"other", ${tag}`,
    });
    assert.deepEqual([same.status, await same.text(), same.headers.get('etag')], [304, '', tag]);
    await put(desk, number, { status: 'calling' });
    assert.equal(
      (await desk.get(`/v1/tickets/${number}`, { ...bearer(key), 'If-None-Match': tag })).status,
      200,
    );
  });
});

describe('cancelling', () => {
  it('changes nothing the second time', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk);
    desk.clock.now += MINUTE;
    const answer = await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
    const ticket = v.parse(TicketSchema, await answer.json());
    assert.deepEqual(
      [answer.status, ticket.status, ticket.may],
      [
        200,
        'cancelled',
        {
          cancel: false,
          reschedule: false,
          nudge: false,
          rate: false,
          erase: true,
          ready: false,
          reopen: false,
          report: true,
        },
      ],
    );
    desk.clock.now += MINUTE;
    const again = await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
    assert.equal(again.status, 200);
    assert.deepEqual(v.parse(TicketSchema, await again.json()).timeline, [
      { at: new Date(NOW).toISOString(), status: 'waiting' },
      { at: new Date(NOW + MINUTE).toISOString(), status: 'cancelled' },
    ]);
  });

  it('counts once for twenty requests at once', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key))),
    );
    assert.ok(answers.every(({ status }) => status === 200));
    assert.deepEqual(
      await query(desk.url, 'select seq, status, actor from ticket_event order by seq'),
      [
        { seq: 1, status: 'waiting', actor: 'member' },
        { seq: 2, status: 'cancelled', actor: 'member' },
      ],
    );
  });

  it('is allowed by `may.cancel` in the right statuses', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk);
    const expected = {
      waiting: 200,
      claimed: 200,
      calling: 409,
      unreached: 200,
      'follow-up': 200,
      solved: 409,
      closed: 409,
      cancelled: 200,
    };
    for (const status of TICKET_STATUSES) {
      await put(desk, number, { status });
      const { may } = v.parse(
        TicketSchema,
        await (await desk.get(`/v1/tickets/${number}`, bearer(key))).json(),
      );
      assert.equal(may.cancel, expected[status] === 200 && status !== 'cancelled', status);
      const answer = await desk.post(`/v1/tickets/${number}/cancel`, '', bearer(key));
      assert.equal(answer.status, expected[status], status);
      if (answer.status === 409)
        assert.equal(v.parse(ProblemSchema, await answer.json()).code, 'not-cancellable');
    }
  });
});

describe('a ticket and its key', () => {
  it('stay valid after a restart', async (t) => {
    const before = await startDesk(t);
    const { key, number, passphrase } = await createdTicket(before);
    await before.store.close();
    const after = await startDesk(t, { url: before.url, secret: new Uint8Array(32).fill(1) });
    const answer = await after.get(`/v1/tickets/${number}`, bearer(key));
    assert.equal(v.parse(TicketSchema, await answer.json()).passphrase, passphrase);
  });

  it('stay readable when the config no longer has the line and the topic', async (t) => {
    const desk = await startDesk(t);
    const { key, number } = await createdTicket(desk, { topic: 'refund' });
    await query(desk.url, "update ticket set line = 'former'");
    const after = await startDesk(t, { url: desk.url, shop: { ...shopInput, topics: [] } });
    const ticket = v.parse(
      TicketSchema,
      await (await after.get(`/v1/tickets/${number}`, bearer(key))).json(),
    );
    assert.deepEqual(
      [ticket.line, ticket.callsFrom, ticket.topic],
      [{ label: '星河卡盟', timeZone: 'Asia/Shanghai' }, [], undefined],
    );
  });
});

describe('rescheduling', () => {
  it('moves a booked callback and its place to another slot', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const [first, second] = await slotsOf(desk);
    assert.ok(first && second);
    const created = await createdTicket(desk, { when: { kind: 'window', from: first.from } });
    const moved = await ticketOf(
      await act(desk, created, 'reschedule', { when: { kind: 'window', from: second.from } }),
    );
    assert.deepEqual(
      [moved.window, moved.notBefore, moved.dueAt],
      [{ from: second.from, to: second.to }, second.from, second.to],
    );
    assert.equal(moved.timeline.at(-1)?.kind, 'rescheduled');
    assert.deepEqual(
      (await slotsOf(desk)).slice(0, 2).map(({ left }) => left),
      [10, 9],
    );

    const asap = await ticketOf(await act(desk, created, 'reschedule', { when: { kind: 'asap' } }));
    assert.equal(asap.window, undefined);
    assert.deepEqual(
      (await slotsOf(desk)).slice(0, 2).map(({ left }) => left),
      [10, 10],
    );
  });

  it('to a full or unknown slot is refused, and the ticket keeps its place', async (t) => {
    const shop = {
      ...bookingShop,
      callbacks: {
        ...bookingShop.callbacks,
        promiseMinutes: 240,
        slots: { minutes: 60 as const, capacity: 1, daysAhead: 1, leadMinutes: 30 },
      },
    };
    const desk = await startDesk(t, { shop });
    const [first, second] = await slotsOf(desk);
    assert.ok(first && second);
    const mine = await createdTicket(desk, { when: { kind: 'window', from: first.from } });
    await createdTicket(desk, { when: { kind: 'window', from: second.from } });
    assert.deepEqual(
      await codeOf(
        await act(desk, mine, 'reschedule', { when: { kind: 'window', from: second.from } }),
      ),
      [409, 'slot-full'],
    );

    const nowhere = await act(desk, mine, 'reschedule', {
      when: { kind: 'window', from: new Date(NOW + 10 * DAY).toISOString() },
    });
    const { code, errors } = v.parse(ProblemSchema, await nowhere.json());
    assert.deepEqual(
      [nowhere.status, code, errors],
      [422, 'unknown-slot', [{ pointer: '/when/from', code: 'unknown' }]],
    );
    assert.deepEqual(
      await codeOf(await act(desk, mine, 'reschedule', { when: { kind: 'never' } })),
      [400, 'invalid-body'],
    );

    assert.deepEqual(
      (await ticketOf(await desk.get(`/v1/tickets/${mine.number}`, bearer(mine.key)))).window,
      { from: first.from, to: first.to },
    );
    assert.deepEqual(
      (await slotsOf(desk)).slice(0, 2).map(({ left }) => left),
      [0, 0],
    );
  });

  it('is refused during a call', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const created = await createdTicket(desk);
    await put(desk, created.number, { status: 'calling' });
    assert.deepEqual(await codeOf(await act(desk, created, 'reschedule', { when: nextHour() })), [
      409,
      'not-reschedulable',
    ]);
    assert.deepEqual(await codeOf(await act(desk, created, 'erase')), [409, 'not-erasable']);
  });
});

describe('cancelling a booked callback', () => {
  it('frees the place in the slot', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const created = await createdTicket(desk, { when: nextHour() });
    const leftThen = async (): Promise<number | undefined> =>
      (await slotsOf(desk)).find(({ from }) => from === nextHour().from)?.left;
    assert.equal(await leftThen(), 9);
    await act(desk, created, 'cancel');
    assert.equal(await leftThen(), 10);
  });
});

describe('a nudge', () => {
  it('shows in the timeline, changes no time, and is accepted once for each promise', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    const nudged = await ticketOf(await act(desk, created, 'nudge'));
    assert.deepEqual(nudged.timeline.at(-1), {
      at: new Date(NOW).toISOString(),
      status: 'waiting',
      kind: 'nudged',
    });
    assert.deepEqual([nudged.dueAt, nudged.may.nudge], [created.dueAt, false]);
    assert.deepEqual(await codeOf(await act(desk, created, 'nudge')), [409, 'not-nudgeable']);
  });

  it('counts once when twenty arrive at once', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => act(desk, created, 'nudge')),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [
      200,
      ...Array<number>(19).fill(409),
    ]);
  });
});

describe('a rating', () => {
  it('is accepted once for a solved ticket, with a comment that only agents see', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    assert.deepEqual(await codeOf(await act(desk, created, 'feedback', { rating: 5 })), [
      409,
      'not-ratable',
    ]);
    await put(desk, created.number, { status: 'solved', closedAt: NOW, outcome: 'solved' });
    for (const body of [
      {},
      { rating: 0 },
      { rating: 6 },
      { rating: 4.5 },
      { rating: '5' },
      { rating: 5, comment: ' ' },
      { rating: 5, comment: 'x'.repeat(501) },
      { rating: 5, phone: '1' },
    ]) {
      assert.deepEqual(
        await codeOf(await act(desk, created, 'feedback', body)),
        [400, 'invalid-body'],
        JSON.stringify(body),
      );
    }
    const answer = await act(desk, created, 'feedback', { rating: 4, comment: ' 很快，谢谢 ' });
    assert.ok(!(await answer.clone().text()).includes('很快'));
    const rated = await ticketOf(answer);
    assert.deepEqual([rated.rating, rated.may.rate], [4, false]);
    const { rating, feedback, ratedAt } = await stored(desk, created.number);
    assert.deepEqual(
      { rating, feedback, ratedAt },
      { rating: 4, feedback: '很快，谢谢', ratedAt: NOW },
    );
    // The answer was lost, so the same is sent again.
    desk.clock.now += MINUTE;
    const again = await act(desk, created, 'feedback', { rating: 4, comment: '很快，谢谢' });
    assert.equal((await ticketOf(again)).rating, 4);
    assert.equal((await stored(desk, created.number)).ratedAt, NOW);
    assert.deepEqual(await codeOf(await act(desk, created, 'feedback', { rating: 1 })), [
      409,
      'not-ratable',
    ]);
  });

  it('masks a password in the comment, and accepts the same again', async (t) => {
    const desk = await startDesk(t);
    const created = await createdTicket(desk);
    await put(desk, created.number, { status: 'solved', closedAt: NOW, outcome: 'solved' });
    const body = { rating: 2, comment: '密码是 hunter22' };
    assert.equal((await act(desk, created, 'feedback', body)).status, 200);
    assert.equal((await act(desk, created, 'feedback', body)).status, 200);
    const { feedback, timeline } = await stored(desk, created.number);
    assert.equal(feedback, '密码是 ****');
    assert.equal(timeline.filter(({ kind }) => kind === 'masked').length, 1);
  });
});

describe('erasing', () => {
  it('removes the data, frees the place and makes the key invalid', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const created = await createdTicket(
      desk,
      { phone: '13912344321', note: 'canary-note', order: 'canary-order', when: nextHour() },
      { 'Idempotency-Key': 'canary-key' },
    );
    const answer = await act(desk, created, 'erase');
    assert.deepEqual([answer.status, await answer.text()], [204, '']);
    for (const again of [
      await desk.get(`/v1/tickets/${created.number}`, bearer(created.key)),
      await act(desk, created, 'erase'),
      await act(desk, created, 'cancel'),
    ]) {
      assert.deepEqual(await codeOf(again), [404, 'not-found']);
    }
    assert.deepEqual(
      await codeOf(await desk.get(`/v1/tickets/${created.number}`, { Authorization: 'Bearer ' })),
      [404, 'not-found'],
    );
    const ticket = await stored(desk, created.number);
    assert.equal(ticket.status, 'cancelled');
    assert.doesNotMatch(JSON.stringify(ticket), /4321|canary/);
    assert.ok((await slotsOf(desk)).every(({ left }) => left === 10));
  });

  it('removes the briefs of the member too, and of a guest those with the same content', async (t) => {
    const desk = await startDesk(t);
    const mine = bearer(await memberToken('vip', { claims: { sub: 'me' } }));
    const others = bearer(await memberToken('vip', { claims: { sub: 'other' } }));
    const [order, note] = ['DJ1', '没到账'];
    for (const [body, headers] of [
      [{ order: 'DJ9' }, mine],
      [{ order, note }, others],
      [{ order, note, topic: 'refund' }, {}],
      [{ order, note: '别的' }, {}],
      [{ order }, {}],
    ] as const)
      assert.equal((await desk.post('/v1/briefs', body, headers)).status, 201);
    const left = async (): Promise<string[]> =>
      (await query(desk.url, 'select member, body from brief'))
        .map(
          ({ member, body }) =>
            `${String(member)} ${Object.values(JSON.parse(String(body)) as object)
              .sort()
              .join(' ')}`,
        )
        .sort();
    const kept = ['null DJ1', 'null DJ1 别的', 'other DJ1 没到账'];
    await act(desk, await createdTicket(desk, { note: '别的' }, mine), 'erase');
    assert.deepEqual(await left(), [kept[0], 'null DJ1 refund 没到账', kept[1], kept[2]].sort());
    await act(desk, await createdTicket(desk, { order, note }), 'erase');
    await act(desk, await createdTicket(desk), 'erase');
    assert.deepEqual(await left(), kept.sort());
  });

  it('leaves nothing to a request that is repeated afterwards', async (t) => {
    const desk = await startDesk(t);
    const headers = { 'Idempotency-Key': 'once' };
    const created = await createdTicket(desk, { phone: '13912344321', note: 'canary' }, headers);
    await act(desk, created, 'erase');
    const again = await desk.post(
      '/v1/callbacks',
      { phone: '13912344321', note: 'canary', when: { kind: 'asap' }, consent: true },
      headers,
    );
    assert.doesNotMatch(await again.text(), new RegExp(`canary|${created.number}`));
  });
});

describe('each action of the member', () => {
  it('announces the right event', async (t) => {
    const told: string[] = [];
    const desk = await startDesk(t, {
      announce: (type, { number }) => (told.push(`${type} ${number}`), []),
    });
    const created = await createdTicket(desk);
    await act(desk, created, 'nudge');
    await act(desk, created, 'cancel');
    await act(desk, created, 'cancel');
    assert.deepEqual(
      told,
      ['created', 'nudged', 'cancelled'].map((what) => `callback.${what} ${created.number}`),
    );
  });
});
