import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ready, reopen } from '../../src/domain/call-again.ts';
import { reportCall } from '../../src/domain/report-call.ts';
import { claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import {
  cancel,
  erase,
  isRated,
  memberMay,
  nudge,
  rate,
  RATE_WITHIN_MS,
  reschedule,
} from '../../src/domain/member-actions.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import { TICKET_STATUSES } from '../../../src/contract/ticket-status.ts';
import {
  after,
  applied,
  at,
  changeBy,
  HOUR,
  MINUTE,
  NOW,
  refusalOf,
  sampleTicket,
  SHOP,
  SHOP_WITHOUT_SLOTS,
  steps,
} from '../support/sample.ts';

const li = (now = NOW) => ({ agent: 'li', now });
const to = (from: number, now = NOW, shop = SHOP) =>
  reschedule({ when: { kind: 'window', from: new Date(from).toISOString() }, now, shop });
const asap = (now = NOW, shop = SHOP) => reschedule({ when: { kind: 'asap' }, now, shop });

const BOOKED = {
  windowFrom: at(1, '14:00'),
  windowTo: at(1, '15:00'),
  notBefore: at(1, '14:00'),
  dueAt: at(1, '15:00'),
};
const booked = sampleTicket(BOOKED);
const claimed = after(sampleTicket(), claim(li()));
const calling = after(claimed, startCall(li()));
const solved = after(calling, giveResult({ ...li(), result: { result: 'solved' }, shop: SHOP }));
const PLACE = { line: 'always', startsAt: at(1, '14:00') };

describe('cancel', () => {
  it('ends the ticket and frees its place in the slot, and is refused once an agent calls', () => {
    const change = changeBy(booked, cancel({ now: NOW }));
    assert.deepEqual(
      [change.release, change.announce, change.audit],
      [PLACE, ['callback.cancelled'], { actor: 'member', action: 'ticket.cancelled' }],
    );
    const cancelled = after(claimed, cancel({ now: NOW }));
    assert.deepEqual(
      [cancelled.status, cancelled.outcome, cancelled.closedAt, cancelled.claimedBy],
      ['cancelled', 'cancelled', NOW, null],
    );
    for (const ticket of [calling, solved, cancelled])
      assert.equal(refusalOf(ticket, cancel({ now: NOW })), 'not-cancellable');
  });
});

describe('reschedule', () => {
  it('moves the due time and the place to another slot, and clears the nudge and the overdue mark', () => {
    const change = changeBy({ ...booked, nudgedAt: NOW, overdueAt: NOW }, to(at(2, '09:00')));
    assert.deepEqual(
      [change.release, change.take],
      [PLACE, { line: 'always', startsAt: at(2, '09:00'), capacity: 2 }],
    );
    const { windowFrom, windowTo, notBefore, dueAt, nudgedAt, overdueAt, timeline } = applied(
      booked,
      change,
    );
    assert.deepEqual(
      [windowFrom, windowTo, notBefore, dueAt],
      [at(2, '09:00'), at(2, '10:00'), at(2, '09:00'), at(2, '10:00')],
    );
    assert.deepEqual([nudgedAt, overdueAt], [null, null]);
    assert.equal(steps(timeline).at(-1), 'rescheduled waiting by member');
  });

  it('refuses a slot that is not offered', () => {
    for (const from of [at(1, '10:00'), at(2, '09:30'), at(5, '09:00')])
      assert.equal(refusalOf(booked, to(from)), 'unknown-slot');
    assert.equal(
      refusalOf(sampleTicket({ line: 'gone', notBefore: NOW + HOUR }), to(at(2, '09:00'))),
      'unknown-slot',
    );
  });

  it('changes nothing for the slot that is booked already', () => {
    const change = changeBy({ ...booked, nudgedAt: NOW }, to(at(1, '14:00')));
    assert.deepEqual(
      [change.release, change.take, change.set.nudgedAt, change.set.dueAt],
      [undefined, undefined, undefined, undefined],
    );
  });

  it('returns a claimed ticket to the queue', () => {
    const moved = after(after(booked, claim(li())), to(at(2, '09:00')));
    assert.deepEqual([moved.status, moved.claimedBy, moved.claimUntil], ['waiting', null, null]);
    assert.deepEqual(steps(moved.timeline).slice(-2), [
      'waiting by member',
      'rescheduled waiting by member',
    ]);
    assert.equal(refusalOf(calling, to(at(2, '09:00'))), 'not-reschedulable');
  });

  it('replaces a later time by as soon as possible, and never delays the due time', () => {
    const sooner = after(
      sampleTicket({
        ...BOOKED,
        windowFrom: at(2, '14:00'),
        windowTo: at(2, '15:00'),
        notBefore: at(2, '14:00'),
        dueAt: at(2, '15:00'),
      }),
      asap(),
    );
    assert.deepEqual(
      [sooner.windowFrom, sooner.notBefore, sooner.dueAt],
      [null, NOW, NOW + 4 * HOUR],
    );
    const urgent = after(
      sampleTicket({
        status: 'unreached',
        notBefore: at(2, '14:00'),
        dueAt: at(2, '14:30'),
        urgent: true,
      }),
      asap(),
    );
    assert.equal(urgent.dueAt, NOW + 2 * HOUR);
    assert.equal(after(sampleTicket({ ...BOOKED, dueAt: NOW + HOUR }), asap()).dueAt, NOW + HOUR);
  });

  it('refuses as soon as possible unless a later time was promised, and slots unless the shop has them', () => {
    assert.equal(refusalOf(sampleTicket(), asap()), 'not-reschedulable');
    assert.equal(
      refusalOf(sampleTicket(), to(at(2, '09:00'), NOW, SHOP_WITHOUT_SLOTS)),
      'not-reschedulable',
    );
    assert.equal(
      after(
        sampleTicket({ status: 'follow-up', notBefore: NOW + HOUR }),
        asap(NOW, SHOP_WITHOUT_SLOTS),
      ).notBefore,
      NOW,
    );
  });
});

describe('nudge', () => {
  it('is accepted once for each promise, and not before the promised time', () => {
    const change = changeBy(claimed, nudge({ now: NOW + MINUTE, shop: SHOP }));
    assert.deepEqual(
      [change.set, change.announce],
      [{ nudgedAt: NOW + MINUTE }, ['callback.nudged']],
    );
    const nudged = applied(claimed, change);
    assert.equal(steps(nudged.timeline).at(-1), 'nudged claimed by member');
    for (const ticket of [nudged, booked, calling, solved])
      assert.equal(refusalOf(ticket, nudge({ now: NOW + MINUTE, shop: SHOP })), 'not-nudgeable');
    assert.equal(
      refusalOf(
        after(booked, nudge({ now: at(1, '14:00'), shop: SHOP }), to(at(2, '09:00'))),
        nudge({ now: at(2, '09:00'), shop: SHOP }),
      ),
      undefined,
    );
  });
});

describe('nudge while the line is closed', () => {
  const night = at(2, '03:04');
  const office = sampleTicket({ line: 'office', dueAt: at(2, '10:00') });
  const held = { status: 'claimed', claimedBy: 'li', claimUntil: night + HOUR } as const;
  const refusal = (change: Partial<StoredTicket>) =>
    refusalOf({ ...office, ...change }, nudge({ now: night, shop: SHOP }));

  it('is refused, because nobody would be called, also while an agent holds the ticket', () => {
    assert.deepEqual([refusal({}), refusal(held)], ['not-nudgeable', 'not-nudgeable']);
    assert.equal(memberMay(office, SHOP, night).nudge, false);
  });

  it('is accepted where the line never closes, and at a time that the member chose', () => {
    const chosen = { windowFrom: night - 1, windowTo: night + HOUR, notBefore: night - 1 };
    assert.deepEqual([refusal({ line: 'always' }), refusal(chosen)], [undefined, undefined]);
  });
});

describe('rate', () => {
  it('is asked anew when a ticket that was opened again has ended, and the last one counts', () => {
    const end = (now: number) =>
      giveResult({ ...li(now), result: { result: 'solved' }, shop: SHOP });
    const rated = after(solved, rate({ rating: 1, comment: '没到账', now: NOW + MINUTE }));
    assert.equal(isRated(rated), true);
    const open = after(rated, reopen({ now: NOW + HOUR, shop: SHOP }));
    assert.equal(refusalOf(open, rate({ rating: 5, now: NOW + HOUR })), 'not-ratable');
    const later = NOW + 2 * HOUR;
    const again = after(after(after(open, claim(li(later))), startCall(li(later))), end(later));
    assert.deepEqual(
      [again.rating, isRated(again), memberMay(again, SHOP, later).rate],
      [1, false, true],
    );
    const anew = after(again, rate({ rating: 5, now: later + MINUTE }));
    assert.deepEqual(
      [anew.rating, anew.feedback, anew.ratedAt, isRated(anew)],
      [5, null, later + MINUTE, true],
    );
    assert.equal(refusalOf(anew, rate({ rating: 4, now: later + HOUR })), 'not-ratable');
  });

  it('is accepted once, within thirty days after the end', () => {
    const change = changeBy(solved, rate({ rating: 4, comment: '很快', now: NOW + MINUTE }));
    assert.deepEqual(
      [change.set, change.announce],
      [{ rating: 4, feedback: '很快', ratedAt: NOW + MINUTE }, ['feedback.received']],
    );
    assert.equal(changeBy(solved, rate({ rating: 1, now: NOW })).set.feedback, null);
    assert.equal(refusalOf(solved, rate({ rating: 5, now: NOW + RATE_WITHIN_MS })), undefined);
    assert.equal(
      refusalOf(solved, rate({ rating: 5, now: NOW + RATE_WITHIN_MS + 1 })),
      'not-ratable',
    );
    const cancelled = after(sampleTicket(), cancel({ now: NOW }));
    for (const ticket of [applied(solved, change), calling, cancelled, sampleTicket()])
      assert.equal(refusalOf(ticket, rate({ rating: 5, now: NOW })), 'not-ratable');
  });
});

describe('erase', () => {
  it('removes everything about the member, and keeps what the wall counts', () => {
    const rated = after(
      { ...solved, extension: '8001', conclusion: '已补发' },
      rate({ rating: 2, comment: '等了很久', now: NOW }),
    );
    const change = changeBy(rated, erase({ now: NOW + HOUR, actor: 'desk' }));
    assert.deepEqual(
      [change.erase, change.audit, change.events],
      [true, { actor: 'desk', action: 'ticket.erased' }, undefined],
    );
    const erased = applied(rated, change);
    const { phone, phoneTail, keyHash, member, orderNumber, occurredAt, note, feedback } = erased;
    assert.deepEqual(
      [phone, phoneTail, keyHash, member, orderNumber, occurredAt, note, feedback],
      ['', '', '', null, null, null, null, null],
    );
    assert.equal(erased.extension, null);
    assert.deepEqual([erased.memberName, erased.conclusion], [null, null]);
    for (const name of [
      'tier',
      'line',
      'topic',
      'createdAt',
      'firstCallAt',
      'firstCallDueAt',
      'closedAt',
      'outcome',
      'talkMs',
      'rating',
      'ratedAt',
    ] as const)
      assert.equal(erased[name], rated[name], name);
    assert.equal(refusalOf(erased, erase({ now: NOW, actor: 'member' })), 'not-erasable');
  });

  it('cancels an open ticket and frees its place, but is refused during a call', () => {
    const change = changeBy(booked, erase({ now: NOW, actor: 'member' }));
    assert.deepEqual([change.release, change.announce], [PLACE, ['callback.cancelled']]);
    const erased = applied(booked, change);
    assert.deepEqual(
      [erased.status, erased.outcome, erased.erasedAt],
      ['cancelled', 'cancelled', NOW],
    );
    assert.equal(refusalOf(calling, erase({ now: NOW, actor: 'member' })), 'not-erasable');
  });
});

describe('memberMay', () => {
  it('allows exactly what the rules accept, in every status', () => {
    for (const status of TICKET_STATUSES) {
      for (const change of [
        {},
        BOOKED,
        { notBefore: NOW + HOUR },
        { nudgedAt: NOW },
        { closedAt: NOW },
        { closedAt: NOW, rating: 5 },
        { closedAt: NOW, erasedAt: NOW },
      ]) {
        for (const shop of [SHOP, SHOP_WITHOUT_SLOTS]) {
          const ticket = sampleTicket({ status, ...change });
          const allowed = (...rules: Parameters<typeof refusalOf>[1][]): boolean =>
            rules.some((rule) => refusalOf(ticket, rule) === undefined);
          assert.deepEqual(memberMay(ticket, shop, NOW), {
            cancel: allowed(cancel({ now: NOW })),
            reschedule: allowed(to(at(2, '09:00'), NOW, shop), asap(NOW, shop)),
            nudge: allowed(nudge({ now: NOW, shop })),
            rate: allowed(rate({ rating: 5, now: NOW })),
            erase: allowed(erase({ now: NOW, actor: 'member' })),
            ready: allowed(ready({ now: NOW, shop })),
            reopen: allowed(reopen({ now: NOW, shop })),
            report: allowed(reportCall({ now: NOW, number: null, ours: null })),
          });
        }
      }
    }
  });
});
