import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import { SlotsSchema } from '../../../../src/contract/slots.ts';
import { CreatedTicketSchema } from '../../../../src/contract/ticket.ts';
import {
  bearer,
  CALLBACK,
  createdTicket,
  DAY,
  freshKey,
  freshPhone,
  memberToken,
  MINUTE,
  NOW,
  query,
  shopInput,
  startDesk,
} from '../../support/fixture.ts';
import { bookingShop, nextHour, slotsOf } from '../../support/situations.ts';

const codeOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  v.parse(ProblemSchema, await answer.json()).code,
];

/** Asks again with the same key, as the widget does, while the desk has no time for it. */
async function untilAnswered(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
  }
}

describe('GET /v1/slots', () => {
  it("lists the slots of the member's own line", async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const answer = await desk.get('/v1/slots');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.match(answer.headers.get('vary') ?? '', /Authorization/i);
    const { asOf, timeZone, slots } = v.parse(
      v.strictObject(SlotsSchema.entries),
      await answer.json(),
    );
    assert.deepEqual([asOf, timeZone], [new Date(NOW).toISOString(), 'Asia/Shanghai']);
    assert.deepEqual(slots[0], {
      from: nextHour().from,
      to: new Date(NOW + 120 * MINUTE).toISOString(),
      left: 10,
    });
    // Always open: the rest of today from 11 o'clock, and two whole days.
    assert.equal(slots.length, 13 + 24 + 24);

    // 11 to 18 today, 9 to 18 on the next two days.
    assert.equal((await slotsOf(desk, bearer(await memberToken('vip')))).length, 7 + 9 + 9);
  });

  it('offers a slot until its lead time', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    desk.clock.now = NOW + 30 * MINUTE;
    assert.equal((await slotsOf(desk))[0]?.from, nextHour().from);
    desk.clock.now += 1;
    assert.notEqual((await slotsOf(desk))[0]?.from, nextHour().from);
    assert.deepEqual(
      await codeOf(await desk.post('/v1/callbacks', { ...CALLBACK, when: nextHour() }, freshKey())),
      [422, 'unknown-slot'],
    );
  });

  it('is empty for a shop without booking', async (t) => {
    const desk = await startDesk(t);
    assert.deepEqual(await codeOf(await desk.get('/v1/slots')), [404, 'callbacks-unavailable']);
    assert.deepEqual(
      await codeOf(await desk.post('/v1/callbacks', { ...CALLBACK, when: nextHour() }, freshKey())),
      [422, 'unknown-slot'],
    );
  });
});

describe('booking a slot', () => {
  it('promises the callback for its slot', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const when = nextHour();
    const ticket = await createdTicket(desk, { when });
    const to = new Date(Date.parse(when.from) + 60 * MINUTE).toISOString();
    assert.deepEqual(
      [ticket.window, ticket.notBefore, ticket.dueAt],
      [{ from: when.from, to }, when.from, to],
    );
    assert.deepEqual((await slotsOf(desk)).map(({ left }) => left).slice(0, 3), [9, 10, 10]);
  });

  it('is refused for a time that is not a slot of the line', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const at = (ms: number): string => new Date(ms).toISOString();
    for (const from of [
      at(NOW),
      at(NOW - 60 * MINUTE),
      at(NOW + 90 * MINUTE),
      at(NOW + 5 * DAY),
      '2026-11-31T02:00:00Z',
      '9999-12-31T23:59:59Z',
    ]) {
      const answer = await desk.post(
        '/v1/callbacks',
        { ...CALLBACK, when: { kind: 'window', from } },
        freshKey(),
      );
      const { code, errors } = v.parse(ProblemSchema, await answer.json());
      assert.deepEqual(
        [answer.status, code, errors],
        [422, 'unknown-slot', [{ pointer: '/when/from', code: 'unknown' }]],
        from,
      );
    }
    // Midnight is a slot of the public line, but not of the VIP line.
    const midnight = { kind: 'window', from: '2026-11-23T16:00:00Z' };
    assert.deepEqual(
      await codeOf(
        await desk.post(
          '/v1/callbacks',
          { ...CALLBACK, when: midnight },
          { ...freshKey(), ...bearer(await memberToken('vip')) },
        ),
      ),
      [422, 'unknown-slot'],
    );
    assert.equal(
      (await desk.post('/v1/callbacks', { ...CALLBACK, when: midnight }, freshKey())).status,
      201,
    );
  });

  it('gives a repeated request its ticket, even when the slot is full or no longer offered', async (t) => {
    const desk = await startDesk(t, {
      shop: {
        ...bookingShop,
        callbacks: { ...shopInput.callbacks, slots: { minutes: 60, capacity: 1 } },
      },
    });
    const headers = freshKey();
    const body = { ...CALLBACK, when: nextHour() };
    const first = v.parse(
      CreatedTicketSchema,
      await (await desk.post('/v1/callbacks', body, headers)).json(),
    );
    const other = { ...body, phone: freshPhone() };
    assert.deepEqual(await codeOf(await desk.post('/v1/callbacks', other, freshKey())), [
      409,
      'slot-full',
    ]);

    for (const later of [0, 40 * MINUTE, 180 * MINUTE]) {
      desk.clock.now = NOW + later;
      const again = await desk.post('/v1/callbacks', body, headers);
      assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [200, 'true']);
      const { number, key } = v.parse(CreatedTicketSchema, await again.json());
      assert.deepEqual({ number, key }, { number: first.number, key: first.key });
    }
    desk.clock.now = NOW;
    assert.deepEqual(
      await codeOf(await desk.post('/v1/callbacks', { ...body, when: { kind: 'asap' } }, headers)),
      [422, 'idempotency-key-reused'],
    );
    assert.equal((await slotsOf(desk))[0]?.left, 0);
  });

  it('takes one place for fifty requests at once with one key', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const headers = freshKey();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        desk.post('/v1/callbacks', { ...CALLBACK, when: nextHour() }, headers),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [
      ...Array<number>(49).fill(200),
      201,
    ]);
    assert.equal((await slotsOf(desk))[0]?.left, 9);
  });

  it('takes no place for a callback that is refused for another reason', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    for (let made = 0; made < 4; made++)
      await desk.post('/v1/callbacks', { ...CALLBACK, when: nextHour() }, freshKey());
    assert.equal((await slotsOf(desk))[0]?.left, 7);
  });

  it('makes ten tickets of a thousand requests at once for ten places', async (t) => {
    const desk = await startDesk(t, { shop: bookingShop });
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, turn) => {
        const body = { ...CALLBACK, phone: freshPhone(), when: nextHour() };
        const key = freshKey();
        return untilAnswered(() => desk.post('/v1/callbacks', body, key, `192.0.2.${turn % 250}`));
      }),
    );
    const made = answers.filter(({ status }) => status === 201);
    assert.equal(made.length, 10);
    const refused = await Promise.all(answers.filter(({ status }) => status !== 201).map(codeOf));
    assert.deepEqual([refused.length, [...new Set(refused.map(String))]], [990, ['409,slot-full']]);
    assert.equal((await slotsOf(desk))[0]?.left, 0);
    assert.equal(Number((await query(desk.url, 'select count(*) as n from ticket'))[0]?.['n']), 10);
  });
});
