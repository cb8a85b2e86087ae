import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { createAnnounce } from '../../src/deliver/announce.ts';
import { PayloadSchema, type Payload } from '../../src/deliver/payload.ts';
import { HOTLINE_EVENTS, type HotlineEventType } from '../../wire/hotline-event.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import { ticketRecord } from '../support/database.ts';
import { CANARIES, configWith, secretTicket, WEBHOOK_SECRET } from '../support/deliver.ts';
import { MINUTE, NOW } from '../support/fixture.ts';

const webhook = (id: string, events?: readonly string[]): object => ({
  id,
  url: 'https://shop.example/hook',
  secret: WEBHOOK_SECRET,
  ...(events && { events }),
});
const bot = (id: string, events?: readonly string[]): object => ({
  id,
  kind: 'wecom',
  url: 'https://bots.example/send',
  ...(events && { events }),
});

async function targetsOf(
  receivers: Parameters<typeof configWith>[0],
  type: HotlineEventType,
  change: Partial<TicketRecord> = {},
): Promise<string[]> {
  const config = await configWith(receivers);
  return createAnnounce(() => config)(type, ticketRecord(change)).map(({ target }) => target);
}

describe('createAnnounce', () => {
  it('tells a webhook of every event, or of those that it names', async () => {
    const receivers = {
      webhooks: [webhook('all'), webhook('ends', ['callback.completed', 'callback.cancelled'])],
    };
    assert.deepEqual(await targetsOf(receivers, 'callback.created'), ['webhook:all']);
    assert.deepEqual(await targetsOf(receivers, 'callback.cancelled'), [
      'webhook:all',
      'webhook:ends',
    ]);
    for (const type of HOTLINE_EVENTS)
      assert.ok((await targetsOf(receivers, type)).includes('webhook:all'), type);
    assert.deepEqual(await targetsOf({}, 'callback.created'), []);
  });

  it('tells a bot of events that an agent must act on, or of those that it names', async () => {
    const receivers = {
      bots: [bot('team'), bot('ends', ['callback.completed', 'feedback.received'])],
    };
    const heard = new Map<string, string[]>();
    for (const type of HOTLINE_EVENTS)
      heard.set(type, await targetsOf(receivers, type, { rating: 5 }));
    assert.deepEqual(Object.fromEntries(heard), {
      'callback.created': ['bot:team'],
      'call.opened': [],
      'callback.claimed': [],
      'callback.completed': ['bot:ends'],
      'callback.overdue': ['bot:team'],
      'callback.cancelled': [],
      'callback.merged': [],
      'callback.nudged': ['bot:team'],
      'callback.ready': ['bot:team'],
      'callback.reopened': ['bot:team'],
      'call.reported': ['bot:team'],
      'feedback.received': ['bot:ends'],
    });
    assert.deepEqual(await targetsOf(receivers, 'feedback.received', { rating: 2 }), [
      'bot:team',
      'bot:ends',
    ]);
    assert.deepEqual(await targetsOf(receivers, 'feedback.received', { rating: 3 }), ['bot:ends']);
  });

  it('uses the receivers of the current config', async () => {
    let config = await configWith({ webhooks: [webhook('before')] });
    const announce = createAnnounce(() => config);
    config = await configWith({ webhooks: [webhook('after')] });
    assert.deepEqual(
      announce('callback.created', ticketRecord()).map(({ target }) => target),
      ['webhook:after'],
    );
  });
});

async function payload(
  type: HotlineEventType,
  change: Partial<TicketRecord> = {},
): Promise<Payload> {
  const config = await configWith({ webhooks: [webhook('shop')] });
  const [message] = createAnnounce(() => config)(type, ticketRecord(change));
  assert.equal(message?.type, type);
  return JSON.parse(message.payload) as Payload;
}

describe('the message of an event', () => {
  it('describes the ticket, with ISO 8601 times', async () => {
    const ticket = ticketRecord({
      member: 'member-1',
      tier: 'vip',
      topic: 'refund',
      orderNumber: 'DJ1',
      urgent: true,
      dueAt: NOW + MINUTE,
    });
    assert.deepEqual(await payload('callback.created', ticket), {
      type: 'callback.created',
      timestamp: '2026-11-23T02:00:00.000Z',
      data: {
        number: ticket.number,
        status: 'waiting',
        origin: 'callback',
        tier: 'vip',
        line: 'public',
        topic: 'refund',
        order: 'DJ1',
        member: 'member-1',
        urgent: true,
        senior: false,
        createdAt: '2026-11-23T02:00:00.000Z',
        dueAt: '2026-11-23T02:01:00.000Z',
        attempts: 0,
      },
    });
    const { data } = await payload('feedback.received', {
      windowFrom: NOW,
      windowTo: NOW + 30 * MINUTE,
      outcome: 'solved',
      rating: 4,
      status: 'solved',
      attempts: 2,
    });
    assert.deepEqual(
      {
        window: data.window,
        outcome: data.outcome,
        rating: data.rating,
        status: data.status,
        attempts: data.attempts,
        dueAt: data.dueAt,
        member: data.member,
      },
      {
        window: { from: '2026-11-23T02:00:00.000Z', to: '2026-11-23T02:30:00.000Z' },
        outcome: 'solved',
        rating: 4,
        status: 'solved',
        attempts: 2,
        dueAt: null,
        member: null,
      },
    );
  });

  it('has the time of the event, not the time of delivery', async () => {
    const at = (minutes: number): number => NOW + minutes * MINUTE;
    const times = {
      claimedAt: at(1),
      closedAt: at(2),
      overdueAt: at(3),
      nudgedAt: at(4),
      ratedAt: at(5),
      notBefore: at(6),
      reportedAt: at(7),
    };
    const minutes: Record<HotlineEventType, number> = {
      'callback.created': 0,
      'call.opened': 0,
      'callback.claimed': 1,
      'callback.completed': 2,
      'callback.cancelled': 2,
      'callback.merged': 2,
      'callback.overdue': 3,
      'callback.nudged': 4,
      'callback.ready': 4,
      'callback.reopened': 6,
      'feedback.received': 5,
      'call.reported': 7,
    };
    for (const type of HOTLINE_EVENTS)
      assert.equal(Date.parse((await payload(type, times)).timestamp), at(minutes[type]), type);
  });

  it('contains no phone number, note, name, passphrase or comment of the member', async () => {
    for (const type of HOTLINE_EVENTS) {
      const text = JSON.stringify(
        await payload(type, { ...secretTicket, rating: 1, outcome: 'solved' }),
      );
      for (const canary of CANARIES) assert.ok(!text.includes(canary), `${type}: ${canary}`);
      assert.ok(v.is(PayloadSchema, JSON.parse(text)));
    }
  });
});
