import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentMay, claim, giveResult, release, startCall } from '../../src/domain/agent-actions.ts';
import { correctedUntil, correctTimes } from '../../src/domain/correct-times.ts';
import { markOverdue } from '../../src/domain/desk-actions.ts';
import { cancel, nudge, reschedule } from '../../src/domain/member-actions.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import type { CallResult } from '../../wire/ticket.ts';
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
} from '../support/sample.ts';

const rule = (now: number) => correctTimes({ now, shop: SHOP });
const corrected = (ticket: StoredTicket, now = NOW): StoredTicket => after(ticket, rule(now));
/** A call at `now`, and what came of it. */
const called = (ticket: StoredTicket, now: number, result: CallResult): StoredTicket =>
  after(
    ticket,
    claim({ agent: 'li', now }),
    startCall({ agent: 'li', now }),
    giveResult({ agent: 'li', now, result, shop: SHOP }),
  );
const EARLIER = NOW - HOUR;
const earlier = sampleTicket({ createdAt: EARLIER });
const NOT_REACHED = { result: 'not-reached' } as const;

for (const [skew, ahead] of [
  ['200 days', NOW + 200 * DAY],
  ['2 hours', NOW + 2 * HOUR],
] as const) {
  describe(`correctTimes after a clock that was ${skew} ahead`, () => {
    it('lets a member who was not reached be called ten minutes from now', () => {
      const unreached = called(earlier, ahead, NOT_REACHED);
      assert.equal(unreached.notBefore, ahead + 10 * MINUTE);
      const ticket = corrected(unreached);
      assert.deepEqual(
        [ticket.status, ticket.attempts, ticket.notBefore, ticket.dueAt],
        ['unreached', 1, NOW + 10 * MINUTE, NOW + 40 * MINUTE],
      );
      assert.equal(ticket.firstCallAt, NOW);
      const later = NOW + 10 * MINUTE;
      const held = after(ticket, claim({ agent: 'li', now: later }));
      assert.equal(agentMay(held, 'li', later).call, true);
    });

    it('promises a ticket that was made then from now', () => {
      const ticket = corrected(sampleTicket({ createdAt: ahead }));
      assert.deepEqual(
        [ticket.createdAt, ticket.notBefore, ticket.dueAt],
        [NOW, null, NOW + 4 * HOUR],
      );
    });

    it('lets a ticket that was moved to as soon as possible be called now', () => {
      const booked = sampleTicket({
        createdAt: EARLIER,
        windowFrom: at(3, '14:00'),
        windowTo: at(3, '15:00'),
        notBefore: at(3, '14:00'),
        dueAt: at(3, '15:00'),
      });
      const moved = after(booked, reschedule({ when: { kind: 'asap' }, now: ahead, shop: SHOP }));
      const ticket = corrected(moved);
      assert.deepEqual([ticket.notBefore, ticket.dueAt], [NOW, NOW + 4 * HOUR]);
    });

    it('keeps a booked slot', () => {
      const slot = { windowFrom: ahead + DAY, windowTo: ahead + DAY + HOUR };
      const booked = sampleTicket({
        createdAt: ahead,
        ...slot,
        notBefore: slot.windowFrom,
        dueAt: slot.windowTo,
      });
      const { windowFrom, windowTo, notBefore, dueAt, createdAt } = corrected(booked);
      assert.deepEqual(
        { windowFrom, windowTo, notBefore, dueAt, createdAt },
        { ...slot, notBefore: slot.windowFrom, dueAt: slot.windowTo, createdAt: NOW },
      );
    });

    it('keeps a promise that was made before, whatever happened to the ticket since', () => {
      const unreached = called(earlier, EARLIER, NOT_REACHED);
      const released = after(
        unreached,
        claim({ agent: 'li', now: ahead }),
        release({ agent: 'li', now: ahead }),
      );
      const ticket = corrected(after(released, nudge({ now: ahead, shop: SHOP })));
      assert.deepEqual(
        [ticket.notBefore, ticket.dueAt, ticket.nudgedAt],
        [unreached.notBefore, unreached.dueAt, NOW],
      );
    });

    it('marks a promise as broken only if it is', () => {
      const inTime = after(
        sampleTicket({ createdAt: EARLIER, dueAt: NOW + HOUR }),
        markOverdue({ now: ahead }),
      );
      assert.equal(corrected(inTime).overdueAt, null);
      const late = after(
        sampleTicket({ createdAt: EARLIER, dueAt: NOW - MINUTE }),
        markOverdue({ now: ahead }),
      );
      assert.equal(corrected(late).overdueAt, NOW);
      assert.equal(changeBy(late, rule(NOW)).announce, undefined);
    });

    it('lets a ticket that ended then have ended now, so that it is erased in time', () => {
      const solved = called(earlier, ahead, { result: 'solved' });
      const ticket = corrected(solved);
      assert.deepEqual(
        [ticket.closedAt, ticket.firstCallAt, ticket.dueAt],
        [NOW, NOW, earlier.dueAt],
      );
      assert.equal(corrected(after(earlier, cancel({ now: ahead }))).closedAt, NOW);
    });

    it('says so in the audit log, and leaves a ticket alone that is right', () => {
      const change = changeBy(sampleTicket({ createdAt: ahead }), rule(NOW));
      assert.deepEqual(change.audit, { actor: 'desk', action: 'ticket.times-corrected' });
      assert.equal(change.happenedBy, NOW);
      const booked = after(
        earlier,
        reschedule({
          when: { kind: 'window', from: new Date(at(1, '14:00')).toISOString() },
          now: EARLIER,
          shop: SHOP,
        }),
      );
      for (const ticket of [earlier, booked, called(earlier, NOW, NOT_REACHED)])
        assert.equal(refusalOf(ticket, rule(NOW)), 'right');
    });
  });
}

describe('correctTimes of an agreed time', () => {
  const agreed = (now: number, lead: number): StoredTicket =>
    called(earlier, now, { result: 'follow-up', at: now + lead });

  it('counts from now when it was entered with the clock days ahead', () => {
    const ticket = corrected(agreed(NOW + 200 * DAY, 3 * HOUR));
    assert.deepEqual(
      [ticket.status, ticket.notBefore, ticket.dueAt],
      ['follow-up', NOW + 3 * HOUR, NOW + 3 * HOUR + 30 * MINUTE],
    );
  });

  it('stays when the day was right', () => {
    const before = agreed(NOW + 2 * HOUR, DAY);
    const ticket = corrected(before);
    assert.deepEqual([ticket.notBefore, ticket.dueAt], [before.notBefore, before.dueAt]);
  });
});

describe('correctedUntil', () => {
  it('opens a line in the time for which it was closed', () => {
    for (const skew of [2 * HOUR, 200 * DAY])
      assert.equal(
        correctedUntil({ at: NOW + skew, until: NOW + skew + 30 * MINUTE }, NOW),
        NOW + 30 * MINUTE,
      );
  });

  it('keeps a time of day, unless the clock was days ahead', () => {
    const until = NOW + 8 * HOUR;
    assert.equal(correctedUntil({ at: NOW + 2 * HOUR, until }, NOW), until);
    const later = NOW + 200 * DAY;
    assert.equal(correctedUntil({ at: later, until: later + 8 * HOUR }, NOW), until);
  });

  it('leaves a line closed that a supervisor opens', () => {
    assert.equal(correctedUntil({ at: NOW + 200 * DAY, until: undefined }, NOW), undefined);
  });
});
