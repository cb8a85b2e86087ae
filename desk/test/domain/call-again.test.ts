import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import { ready, reopen, REOPEN_WITHIN_MS, saidReady } from '../../src/domain/call-again.ts';
import { erase, memberMay, nudge } from '../../src/domain/member-actions.ts';
import {
  after,
  at,
  changeBy,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  refusalOf,
  sampleTicket,
  SHOP,
  shopInput,
  shopOf,
  steps,
} from '../support/sample.ts';

const li = (now = NOW) => ({ agent: 'li', now });
const result = (now: number, kind: 'solved' | 'not-reached' | 'wrong-number') =>
  giveResult({ ...li(now), result: { result: kind }, shop: SHOP });
const canTalk = (now: number) => ready({ now, shop: SHOP });
const again = (now: number, note?: string) => reopen({ now, shop: SHOP, note });

const missed = (change: Parameters<typeof sampleTicket>[0] = {}, now = NOW) =>
  after(
    after(after(sampleTicket(change), claim(li(now))), startCall(li(now))),
    result(now, 'not-reached'),
  );

describe('ready', () => {
  it('brings the next attempt forward to now, and tells the agents', () => {
    const ticket = missed();
    assert.equal(ticket.notBefore, NOW + 10 * MINUTE);
    const now = NOW + MINUTE;
    const change = changeBy(ticket, canTalk(now));
    assert.deepEqual(
      [change.set, change.announce, change.audit],
      [
        {
          notBefore: now,
          dueAt: now + 30 * MINUTE,
          nudgedAt: now,
          overdueAt: null,
          windowFrom: null,
          windowTo: null,
        },
        ['callback.ready'],
        { actor: 'member', action: 'ticket.ready' },
      ],
    );
    const said = after(ticket, canTalk(now));
    assert.deepEqual(steps(said.timeline).at(-1), 'ready unreached by member');
    assert.ok(saidReady(said));
    // The agents know: a reminder would say the same.
    assert.equal(refusalOf(said, nudge({ now: now + MINUTE, shop: SHOP })), 'not-nudgeable');
  });

  it('is for once until the next call, and again after it', () => {
    const said = after(missed(), canTalk(NOW + MINUTE));
    assert.equal(refusalOf(said, canTalk(NOW + 2 * MINUTE)), 'not-ready');
    const now = NOW + 3 * MINUTE;
    const calling = after(after(said, claim(li(now))), startCall(li(now)));
    assert.equal(refusalOf(calling, canTalk(now)), 'not-ready');
    assert.ok(!saidReady(calling));
    const twice = after(calling, result(now, 'not-reached'));
    assert.equal(twice.notBefore, now + HOUR);
    assert.equal(after(twice, canTalk(now + MINUTE)).notBefore, now + MINUTE);
  });

  it('leaves the ticket to the agent who has just claimed it, who may call at once', () => {
    const now = NOW + MINUTE;
    const claimed = after(missed(), claim(li(now)));
    assert.equal(refusalOf(claimed, startCall(li(now))), 'not-claimable');
    const said = after(claimed, canTalk(now));
    assert.deepEqual([said.status, said.claimedBy], ['claimed', 'li']);
    assert.equal(after(said, startCall(li(now))).status, 'calling');
  });

  it('is refused while the line is closed, before a booked slot, and before the first call', () => {
    const evening = at(1, '17:55');
    const closed = missed({ line: 'office', tier: 'vip', createdAt: evening }, evening);
    assert.equal(closed.notBefore, at(2, '09:00'));
    assert.equal(memberMay(closed, SHOP, at(1, '17:59')).ready, true);
    assert.equal(refusalOf(closed, canTalk(at(1, '18:00'))), 'not-ready');
    assert.equal(memberMay(closed, SHOP, at(1, '18:00')).ready, false);
    const booked = {
      notBefore: at(1, '14:00'),
      windowFrom: at(1, '14:00'),
      windowTo: at(1, '15:00'),
    };
    for (const ticket of [sampleTicket(), sampleTicket(booked)])
      assert.equal(refusalOf(ticket, canTalk(NOW)), 'not-ready');
  });

  it('never makes the call due later', () => {
    const ticket = { ...missed(), dueAt: NOW + 5 * MINUTE };
    assert.equal(after(ticket, canTalk(NOW + MINUTE)).dueAt, NOW + 5 * MINUTE);
  });
});

describe('reopen', () => {
  const solved = after(
    after(after(sampleTicket(), claim(li())), startCall(li())),
    result(NOW, 'solved'),
  );

  it('opens the same ticket again with a new promise, and adds what is still wrong to the story', () => {
    const now = NOW + HOUR;
    const ticket = after(solved, again(now, '还是没到账'));
    assert.deepEqual(
      [ticket.number, ticket.status, ticket.outcome, ticket.closedAt, ticket.claimedBy],
      [solved.number, 'waiting', null, null, null],
    );
    assert.deepEqual([ticket.dueAt, ticket.note], [now + 4 * HOUR, '没有到账\n还是没到账']);
    assert.deepEqual(steps(ticket.timeline).at(-1), 'reopened waiting by member');
    assert.deepEqual(changeBy(solved, again(now)).announce, ['callback.reopened']);
    assert.equal(after(solved, again(now)).note, '没有到账');
    assert.equal(after({ ...solved, note: null }, again(now, '没好')).note, '没好');
  });

  it('counts no second first call', () => {
    const ticket = after(solved, again(NOW + HOUR));
    assert.deepEqual(
      [ticket.firstCallAt, ticket.firstCallDueAt],
      [solved.firstCallAt, solved.firstCallDueAt],
    );
  });

  it('is refused while it is open, after 30 days, without data or number, and after a wrong number', () => {
    const now = NOW + HOUR;
    const wrong = after(
      after(after(sampleTicket(), claim(li())), startCall(li())),
      result(NOW, 'wrong-number'),
    );
    const erased = after(solved, erase({ now: NOW, actor: 'member' }));
    for (const ticket of [
      sampleTicket(),
      after(solved, again(now)),
      wrong,
      erased,
      { ...solved, phone: '' },
      after(sampleTicket(), () => ({
        ok: true,
        change: { set: { status: 'cancelled', closedAt: NOW } },
      })),
    ])
      assert.equal(refusalOf(ticket, again(now)), 'not-reopenable');
    assert.equal(changeBy(solved, again(NOW + REOPEN_WITHIN_MS)).set.status, 'waiting');
    assert.equal(refusalOf(solved, again(NOW + REOPEN_WITHIN_MS + 1)), 'not-reopenable');
  });

  it('is refused by a shop that takes no callbacks any more', () => {
    const { callbacks: _, ...without } = shopInput;
    const shop = shopOf(without);
    assert.equal(refusalOf(solved, reopen({ now: NOW + DAY, shop })), 'not-reopenable');
  });
});
