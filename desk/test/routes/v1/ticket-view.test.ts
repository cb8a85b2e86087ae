import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { TicketSchema } from '../../../../src/contract/ticket.ts';
import { claim, giveResult, startCall } from '../../../src/domain/agent-actions.ts';
import { nudge, rate } from '../../../src/domain/member-actions.ts';
import { queueRow } from '../../../src/routes/console/queue-row.ts';
import { ticketView } from '../../../src/routes/v1/ticket-view.ts';
import {
  after,
  at,
  HOUR,
  MINUTE,
  NOW,
  sampleTicket,
  SHOP,
  shopInput,
  shopOf,
} from '../../support/sample.ts';

const li = (now = NOW) => ({ agent: 'li-with-a-name', now });
const result = (given: Parameters<typeof giveResult>[0]['result'], now = NOW) =>
  giveResult({ ...li(now), result: given, shop: SHOP });
const called = after(sampleTicket(), nudge({ now: NOW, shop: SHOP }), claim(li()), startCall(li()));
const BOOKED = {
  windowFrom: at(1, '14:00'),
  windowTo: at(1, '15:00'),
  notBefore: at(1, '14:00'),
  dueAt: at(1, '15:00'),
};

describe('what the shop gives when it is late', () => {
  it('is in the ticket only while it is late: the tier’s own before the shop’s', () => {
    const { callbacks, tiers } = shopInput;
    const shop = shopOf({
      ...shopInput,
      callbacks: { ...callbacks, whenLate: '送 5 元余额' },
      tiers: { vip: { ...tiers.vip, whenLate: '送 20 元余额' } },
    });
    const seen = (now: number, change = {}) =>
      ticketView(sampleTicket({ dueAt: NOW, ...change }), shop, now).whenLate;
    assert.equal(seen(NOW), undefined);
    assert.equal(seen(NOW + 1), '送 5 元余额');
    assert.equal(seen(NOW + 1, { tier: 'vip' }), '送 20 元余额');
    assert.equal(seen(NOW + 1, { tier: 'removed' }), '送 5 元余额');
    assert.equal(seen(NOW + 1, { status: 'calling' }), undefined);
    assert.equal(seen(NOW + 1, { status: 'solved' }), undefined);
  });
});

describe('when the line opens', () => {
  it('is in the ticket only while the call waits for it', () => {
    const seen = (now: number, change = {}) =>
      ticketView(sampleTicket({ line: 'office', dueAt: NOW, ...change }), SHOP, now).opensAt;
    const night = at(2, '03:04');
    assert.equal(seen(night), '2026-11-24T01:00:00.000Z');
    assert.equal(seen(at(2, '09:00')), undefined);
    assert.equal(seen(night, { line: 'always' }), undefined);
    assert.equal(seen(night, { status: 'solved' }), undefined);
    assert.equal(seen(night, { notBefore: night + 1 }), undefined);
  });
});

describe("the member's view of a ticket", () => {
  it('shows each step, but not which agent took it', () => {
    const view = ticketView(after(called, result({ result: 'solved' }, NOW + MINUTE)), SHOP, NOW);
    assert.deepEqual(
      view.timeline.map(({ status, kind }) => kind ?? status),
      ['waiting', 'nudged', 'claimed', 'calling', 'solved'],
    );
    assert.ok(!JSON.stringify(view).includes('li-with-a-name'));
  });

  it('shows the booked slot, and until it begins the time before which nobody calls', () => {
    const booked = sampleTicket(BOOKED);
    const before = ticketView(booked, SHOP, NOW);
    assert.deepEqual(before.window, {
      from: '2026-11-23T06:00:00.000Z',
      to: '2026-11-23T07:00:00.000Z',
    });
    assert.equal(before.notBefore, before.window?.from);
    assert.equal(ticketView(booked, SHOP, at(1, '14:00')).notBefore, undefined);
    assert.equal(
      ticketView(sampleTicket({ ...BOOKED, status: 'cancelled' }), SHOP, NOW).notBefore,
      undefined,
    );
  });

  it('shows the missed calls, the next try, and finally why the ticket was closed', () => {
    const missed = ticketView(after(called, result({ result: 'not-reached' })), SHOP, NOW);
    assert.deepEqual(
      [missed.status, missed.attempts, missed.notBefore, missed.closedBecause],
      ['unreached', 1, '2026-11-23T02:10:00.000Z', undefined],
    );
    assert.equal(
      ticketView(after({ ...called, attempts: 3 }, result({ result: 'not-reached' })), SHOP, NOW)
        .closedBecause,
      'unreached',
    );
    assert.equal(
      ticketView(after(called, result({ result: 'wrong-number' })), SHOP, NOW).closedBecause,
      'wrong-number',
    );
  });

  it('shows the rating, and what the member may do next', () => {
    const solved = after(called, result({ result: 'solved' }));
    assert.deepEqual(ticketView(solved, SHOP, NOW).may, {
      cancel: false,
      reschedule: false,
      nudge: false,
      rate: true,
      erase: true,
      ready: false,
      reopen: true,
      report: true,
    });
    const rated = after(solved, rate({ rating: 4, now: NOW }));
    const seen = (ticket: typeof rated) => {
      const { rating, may } = ticketView(ticket, SHOP, NOW + 1);
      return [rating, may.rate];
    };
    assert.deepEqual(seen(rated), [4, false]);
    // It was opened again after the rating, and has ended anew.
    assert.deepEqual(seen({ ...rated, closedAt: NOW + 1 }), [undefined, true]);
  });

  it('matches the contract, also when the config no longer has the line and the topic', () => {
    const tickets = [
      sampleTicket(),
      sampleTicket(BOOKED),
      called,
      after(called, result({ result: 'follow-up', at: NOW + HOUR })),
      sampleTicket({ line: 'constructor', topic: 'gone', dueAt: null }),
    ];
    for (const ticket of tickets)
      v.parse(v.strictObject(TicketSchema.entries), ticketView(ticket, SHOP, NOW));
    assert.deepEqual(ticketView(sampleTicket({ line: 'gone' }), SHOP, NOW).line, {
      label: '星河卡盟',
      timeZone: 'Asia/Shanghai',
    });
  });
});

describe('the queue row of a ticket', () => {
  it('has a masked phone number, and a slot only when one is booked', () => {
    const row = queueRow(called);
    assert.deepEqual(
      [row.phone, row.window, row.nudged, row.claimedBy],
      ['138****8000', null, true, 'li-with-a-name'],
    );
    assert.deepEqual(queueRow(sampleTicket(BOOKED)).window, {
      from: BOOKED.windowFrom,
      to: BOOKED.windowTo,
    });
    for (const secret of ['+8613800138000', 'member-1', '白鹤'])
      assert.ok(!JSON.stringify(row).includes(secret), secret);
  });
});
