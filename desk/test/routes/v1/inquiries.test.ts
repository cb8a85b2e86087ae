import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import * as v from 'valibot';
import type { Inquiry } from '../../../../src/contract/inquiry.ts';
import { ProblemSchema } from '../../../../src/contract/problem.ts';
import {
  TicketSchema,
  type CreatedTicket,
  type MemberTickets,
  type Ticket,
} from '../../../../src/contract/ticket.ts';
import type { InquiryKind } from '../../../wire/inquiry.ts';
import type { QueueView } from '../../../wire/queue.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { codeOf, newBrowser, type Browser } from '../../support/console.ts';
import {
  bearer,
  createdTicket,
  freshPhone,
  memberToken,
  MINUTE,
  query,
  startDesk,
  type Desk,
} from '../../support/fixture.ts';
import { runningPictures, uploaded } from '../../support/pictures.ts';

const pictures = await runningPictures();

interface Situation {
  desk: Desk;
  mei: Browser;
  ticket: CreatedTicket;
  ask(kind: InquiryKind, text?: string): Promise<Inquiry>;
  answer(body: object): Promise<Response>;
  seen(): Promise<Ticket>;
}

let ids = 0;
const freshId = (): string => `inquiry-of-console-${++ids}`;

/** A member with a ticket, of whom an agent can ask something. */
async function start(t: TestContext, body: object = {}): Promise<Situation> {
  const desk = await startDesk(t, { pictures });
  const mei = await newBrowser(desk, 'mei');
  const ticket = await createdTicket(desk, body);
  const path = `/v1/tickets/${ticket.number}`;
  const seen = async (): Promise<Ticket> =>
    v.parse(TicketSchema, await (await desk.get(path, bearer(ticket.key))).json());
  return {
    desk,
    mei,
    ticket,
    seen,
    async ask(kind, text) {
      const id = freshId();
      await mei.json('POST', `/tickets/${ticket.number}/inquiries`, { id, kind, text });
      const found = (await seen()).inquiries?.find((one) => one.id === id);
      assert.ok(found);
      return found;
    },
    answer: (answer) => desk.post(`${path}/answers`, answer, bearer(ticket.key)),
  };
}

const refusalOf = async (answer: Response): Promise<[number, string, ...string[]]> => {
  const { code, errors = [] } = v.parse(ProblemSchema, await answer.json());
  return [answer.status, code, ...errors.map(({ pointer }) => pointer)];
};
const viewOf = ({ mei, ticket }: Situation): Promise<TicketView> =>
  mei.json('GET', `/tickets/${ticket.number}`);

describe('what an agent asks for', () => {
  it('is in the ticket of the member, and in their list', async (t) => {
    const token = bearer(await memberToken('vip'));
    const desk = await startDesk(t, { pictures });
    const mei = await newBrowser(desk, 'mei');
    const { number, inquiries } = await createdTicket(desk, {}, token);
    assert.equal(inquiries, undefined);
    const id = freshId();
    const before = (await desk.get(`/v1/tickets/${number}`, token)).headers.get('etag');
    await mei.json('POST', `/tickets/${number}/inquiries`, {
      id,
      kind: 'yes-no',
      text: '到了吗？',
    });
    const answer = await desk.get(`/v1/tickets/${number}`, token);
    assert.notEqual(answer.headers.get('etag'), before);
    const ticket = v.parse(TicketSchema, await answer.json());
    assert.deepEqual(ticket.inquiries, [
      { id, kind: 'yes-no', text: '到了吗？', askedAt: new Date(desk.clock.now).toISOString() },
    ]);
    assert.deepEqual(ticket.timeline.length, 1);
    const list = (await (await desk.get('/v1/tickets', token)).json()) as MemberTickets;
    assert.equal(list.tickets[0]?.inquiries, 1);
  });

  it('is asked once, however often the request arrives', async (t) => {
    const { desk, mei, ticket, seen } = await start(t);
    const body = { id: freshId(), kind: 'order' };
    const path = `/tickets/${ticket.number}/inquiries`;
    await Promise.all([mei.json('POST', path, body), mei.json('POST', path, body)]);
    await mei.json('POST', path, { ...body, id: freshId() });
    assert.equal((await seen()).inquiries?.length, 1);
    const events = await query(desk.url, "select * from ticket_event where kind = 'inquired'");
    assert.equal(events.length, 1);
  });

  it('is never a secret: the refusal says which', async (t) => {
    const { mei, ticket, seen } = await start(t);
    const path = `/tickets/${ticket.number}/inquiries`;
    const canary = '把验 证 码发给我';
    const answer = await mei.send('POST', path, { id: freshId(), kind: 'yes-no', text: canary });
    assert.equal(answer.status, 422);
    const text = await answer.text();
    const { code, errors } = JSON.parse(text) as { code: string; errors: unknown };
    assert.deepEqual([code, errors], ['never-asked', [{ pointer: '/text', code: 'code' }]]);
    assert.ok(!text.includes(canary));
    for (const body of [
      { kind: 'yes-no', text: 'x'.repeat(81) },
      { kind: 'password' },
      { kind: 'order', id: 'short' },
    ])
      assert.equal((await mei.send('POST', path, { id: freshId(), ...body })).status, 400);
    assert.equal((await seen()).inquiries, undefined);
  });

  it('is no screenshot where the desk takes none', async (t) => {
    const desk = await startDesk(t);
    const mei = await newBrowser(desk, 'mei');
    const { number } = await createdTicket(desk);
    const view = await mei.json<TicketView>('GET', `/tickets/${number}`);
    assert.deepEqual(view.may.ask, ['order', 'time', 'yes-no']);
    const body = { id: freshId(), kind: 'screenshot' };
    const answer = await mei.send('POST', `/tickets/${number}/inquiries`, body);
    assert.equal(await codeOf(answer), 'attachments-unavailable');
  });

  it('goes away when the agent takes it back, or the ticket ends', async (t) => {
    const situation = await start(t);
    const { mei, ticket, ask, answer, seen, desk } = situation;
    const { id } = await ask('yes-no');
    await mei.json('POST', `/tickets/${ticket.number}/inquiries/${id}/withdraw`);
    assert.equal((await seen()).inquiries, undefined);
    assert.deepEqual(await refusalOf(await answer({ inquiry: id, kind: 'yes-no', yes: true })), [
      409,
      'inquiry-withdrawn',
    ]);
    const other = await ask('order');
    await desk.post(`/v1/tickets/${ticket.number}/cancel`, '', bearer(ticket.key));
    assert.equal((await seen()).inquiries, undefined);
    assert.deepEqual(await refusalOf(await answer({ inquiry: other.id, kind: 'none' })), [
      409,
      'inquiry-withdrawn',
    ]);
    const late = await mei.send('POST', `/tickets/${ticket.number}/inquiries`, {
      id: freshId(),
      kind: 'order',
    });
    assert.equal(await codeOf(late), 'has-ended');
    assert.equal((await viewOf(situation)).may.ask, undefined);
  });
});

describe('an answer of the member', () => {
  it('is in the ticket of the agent, marked in the queue until they take it up', async (t) => {
    const situation = await start(t);
    const { mei, ticket, ask, answer, desk } = situation;
    const order = await ask('order');
    const time = await ask('time');
    const yes = await ask('yes-no');
    desk.clock.now += MINUTE;
    for (const body of [
      { inquiry: order.id, kind: 'order', order: ' ABCD1234EFGH5678 ' },
      { inquiry: time.id, kind: 'time', occurredAt: '2026-11-20T08:00:00.000Z' },
      { inquiry: yes.id, kind: 'yes-no', yes: false },
    ])
      assert.equal((await answer(body)).status, 200);
    const row = async () => (await mei.json<QueueView>('GET', '/queue')).rows[0];
    assert.equal((await row())?.answeredAt, desk.clock.now);
    const view = await viewOf(situation);
    assert.equal(view.orderNumber, 'ABCD1234EFGH5678');
    assert.equal(view.occurredAt, Date.parse('2026-11-20T08:00:00.000Z'));
    assert.deepEqual(
      view.inquiries.map(({ answer: given }) => given),
      [
        { kind: 'order', order: 'ABCD1234EFGH5678', before: null },
        { kind: 'time', at: Date.parse('2026-11-20T08:00:00.000Z'), before: null },
        { kind: 'yes-no', yes: false },
      ],
    );
    assert.deepEqual(
      view.timeline.slice(1).map(({ kind, actor }) => `${kind} ${actor}`),
      [
        ...Array<string>(3).fill('inquired agent'),
        ...Array<string>(3).fill('inquiry-answered member'),
      ],
    );
    await mei.json('POST', `/tickets/${ticket.number}/claim`);
    assert.equal((await row())?.answeredAt, undefined);
    const answer2 = await mei.send(
      'POST',
      `/tickets/${ticket.number}/inquiries/${yes.id}/withdraw`,
    );
    assert.equal(await codeOf(answer2), 'inquiry-answered');
  });

  it('is taken once: a repeated one gets the ticket, another one is told so', async (t) => {
    const { ask, answer, seen } = await start(t);
    const { id } = await ask('yes-no');
    const yes = { inquiry: id, kind: 'yes-no', yes: true };
    const [one, other] = await Promise.all([answer(yes), answer(yes)]);
    assert.deepEqual([one.status, other.status], [200, 200]);
    assert.deepEqual(await refusalOf(await answer({ ...yes, yes: false })), [
      409,
      'inquiry-answered',
    ]);
    assert.ok((await seen()).inquiries?.[0]?.answeredAt);
  });

  it('brings screenshots, claimed once and only for what was asked', async (t) => {
    const situation = await start(t);
    const { ask, answer, seen, desk } = situation;
    const attachments = [await uploaded(desk), await uploaded(desk)];
    const body = { inquiry: (await ask('screenshot')).id, kind: 'screenshot', attachments };
    assert.deepEqual(await refusalOf(await answer({ ...body, inquiry: 'another' })), [
      422,
      'unknown-inquiry',
    ]);
    const unknown = { ...body, attachments: [attachments[0], 'A'.repeat(22)] };
    assert.deepEqual(await refusalOf(await answer(unknown)), [
      422,
      'unknown-attachment',
      '/attachments/1',
    ]);
    assert.equal((await seen()).inquiries?.[0]?.answeredAt, undefined);
    assert.equal((await answer(body)).status, 200);
    assert.equal((await answer(body)).status, 200);
    assert.equal((await seen()).attachments, 2);
    const view = await viewOf(situation);
    assert.deepEqual(
      view.attachments.map(({ id }) => id),
      attachments,
    );
    const again = await ask('screenshot');
    assert.deepEqual(await refusalOf(await answer({ ...body, inquiry: again.id })), [
      422,
      'unknown-attachment',
      '/attachments/0',
      '/attachments/1',
    ]);
  });

  it('has its secrets masked, where it is no order number', async (t) => {
    const situation = await start(t);
    const { ask, answer } = situation;
    const { id } = await ask('order');
    await answer({ inquiry: id, kind: 'order', order: '密码是hunter2secret' });
    const { orderNumber, timeline } = await viewOf(situation);
    assert.equal(orderNumber, '密码是****');
    assert.ok(timeline.some(({ kind }) => kind === 'masked'));
  });

  it('of a wrong form is refused and says where, and needs the key of the ticket', async (t) => {
    const { ask, answer, desk, ticket } = await start(t);
    const { id } = await ask('time');
    for (const [body, pointer] of [
      [{ inquiry: id, kind: 'time', occurredAt: 'yesterday' }, '/occurredAt'],
      [{ inquiry: id, kind: 'time', occurredAt: '2026-02-31T00:00:00Z' }, '/occurredAt'],
      [{ inquiry: id, kind: 'screenshot', attachments: [] }, '/attachments'],
      [{ inquiry: id, kind: 'order', order: 'x'.repeat(65) }, '/order'],
    ] as const)
      assert.deepEqual(await refusalOf(await answer(body)), [400, 'invalid-body', pointer]);
    const path = `/v1/tickets/${ticket.number}/answers`;
    assert.equal((await desk.post(path, { inquiry: id, kind: 'none' })).status, 404);
  });

  it('can be given after a merge, with the key of either ticket of the member', async (t) => {
    const token = bearer(await memberToken('vip'));
    const desk = await startDesk(t, { pictures });
    const mei = await newBrowser(desk, 'mei');
    const phone = freshPhone();
    const into = await createdTicket(desk, { phone }, token);
    const merged = await createdTicket(desk, { phone }, token);
    const id = freshId();
    await mei.json('POST', `/tickets/${merged.number}/inquiries`, { id, kind: 'yes-no' });
    await mei.json('POST', `/tickets/${into.number}/claim`);
    await mei.json('POST', `/tickets/${into.number}/merge`, { numbers: [merged.number] });
    const body = { inquiry: id, kind: 'yes-no', yes: true };
    const answer = await desk.post(
      `/v1/tickets/${merged.number}/answers`,
      body,
      bearer(merged.key),
    );
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as Ticket).number, into.number);
    const view = await mei.json<TicketView>('GET', `/tickets/${into.number}`);
    assert.deepEqual(view.inquiries[0]?.answer, { kind: 'yes-no', yes: true });
  });

  it('is erased with the data of the member, with its words and screenshots', async (t) => {
    const { ask, answer, desk, ticket } = await start(t);
    const attachments = [await uploaded(desk)];
    const { id } = await ask('screenshot', 'CANARY');
    await answer({ inquiry: id, kind: 'screenshot', attachments });
    await desk.post(`/v1/tickets/${ticket.number}/erase`, {}, bearer(ticket.key));
    assert.deepEqual(await query(desk.url, 'select id from attachment'), []);
    const [row] = await query(desk.url, 'select inquiries, answered_at from ticket');
    assert.deepEqual({ ...row }, { inquiries: null, answered_at: null });
  });
});
