import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import { erase, memberMay } from '../../src/domain/member-actions.ts';
import { isAlike, merge, sharesKey, type MergeDecision } from '../../src/domain/merge.ts';
import { firstPromise } from '../../src/domain/promise.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import { after, applied, at, HOUR, MINUTE, NOW, sampleTicket, SHOP } from '../support/sample.ts';

const INTO = '261123000017';
const li = { agent: 'li', now: NOW + MINUTE };
const held = (change: Partial<StoredTicket> = {}) =>
  after(sampleTicket({ number: INTO, ...change }), claim({ agent: 'li', now: NOW }));
const other = (serial: number, change: Partial<StoredTicket> = {}) =>
  sampleTicket({ number: `26112300002${serial}`, createdAt: NOW - HOUR, ...change });

function merged(into: StoredTicket, ...others: StoredTicket[]) {
  const decision = merge(li)(into, others);
  assert.ok(decision.ok, decision.ok ? '' : decision.refusal);
  const ended = others.map((one) => {
    const change = decision.merged.get(one.number);
    assert.ok(change);
    return { change, ticket: applied(one, change) };
  });
  return { into: applied(into, decision.into), change: decision.into, ended };
}
const refusal = (decision: MergeDecision) => (decision.ok ? undefined : decision.refusal);

describe('merge', () => {
  it('ends the others, and says into which ticket they went', () => {
    const { ended, change } = merged(held(), other(1), other(2));
    for (const { ticket, change: end } of ended) {
      assert.deepEqual(
        [ticket.status, ticket.outcome, ticket.mergedInto, ticket.closedAt],
        ['closed', 'merged', INTO, li.now],
      );
      assert.deepEqual(end.announce, ['callback.merged']);
      assert.deepEqual(end.audit, { actor: 'li', action: 'ticket.merged-into', detail: INTO });
    }
    assert.equal(change.audit?.detail, '261123000021 261123000022');
    assert.equal(change.events?.[0]?.kind, 'merged');
  });

  it('keeps the earliest promise, also when it is broken already', () => {
    const early = other(1, { dueAt: NOW - 1, overdueAt: NOW, nudgedAt: NOW });
    const { into } = merged(held({ dueAt: NOW + HOUR }), early, other(2, { dueAt: null }));
    assert.deepEqual(
      [into.dueAt, into.overdueAt, into.nudgedAt, into.status],
      [NOW - 1, NOW, NOW, 'claimed'],
    );
  });

  it('counts one promise: that of the ticket that lives on', () => {
    const { into, ended } = merged(held({ dueAt: NOW + 2 * HOUR }), other(1, { dueAt: NOW }));
    const calledLate = after(into, startCall({ agent: 'li', now: NOW + HOUR }));
    assert.deepEqual(firstPromise(calledLate, NOW + 3 * HOUR), { due: NOW, kept: false });
    for (const { ticket } of ended) assert.equal(firstPromise(ticket, NOW + 3 * HOUR), undefined);
  });

  it('settles the promise of the others with a call that has begun', () => {
    const calling = after(held({ dueAt: null }), startCall({ agent: 'li', now: NOW }));
    const { into } = merged(calling, other(1, { dueAt: NOW + HOUR }));
    assert.deepEqual(firstPromise(into, NOW + HOUR), { due: NOW + HOUR, kept: true });
  });

  it('takes the booked place of an earlier promise over, and gives all others back', () => {
    const slot = (from: number) => ({
      windowFrom: from,
      windowTo: from + HOUR,
      notBefore: from,
      dueAt: from + HOUR,
    });
    const { into, change, ended } = merged(
      held(slot(at(1, '16:00'))),
      other(1, slot(at(1, '14:00'))),
      other(2, slot(at(1, '15:00'))),
    );
    assert.deepEqual([into.windowFrom, into.notBefore], [at(1, '14:00'), at(1, '14:00')]);
    assert.deepEqual(change.release, { line: 'always', startsAt: at(1, '16:00') });
    assert.deepEqual(
      ended.map((one) => one.change.release),
      [undefined, { line: 'always', startsAt: at(1, '15:00') }],
    );
  });

  it('keeps no place of another line, which is not the one that calls', () => {
    const office = { line: 'office', windowFrom: at(1, '14:00'), windowTo: at(1, '15:00') };
    const early = other(1, { ...office, notBefore: at(1, '14:00'), dueAt: NOW + HOUR });
    const { into, ended } = merged(held(), early);
    assert.deepEqual([into.windowFrom, into.notBefore], [null, at(1, '14:00')]);
    assert.deepEqual(ended[0]?.change.release, { line: 'office', startsAt: at(1, '14:00') });
  });

  it('carries over what the ticket did not know', () => {
    const blank = { topic: null, orderNumber: null, occurredAt: null, phone: '', phoneTail: '' };
    const { into } = merged(
      held({ ...blank, dueAt: null }),
      other(2, { urgent: true, orderNumber: 'LATER', createdAt: NOW }),
      other(1, { senior: true, orderNumber: 'FIRST' }),
    );
    assert.deepEqual(
      [into.topic, into.orderNumber, into.phone, into.phoneTail, into.urgent, into.senior],
      ['refund', 'FIRST', '+8613800138000', '8000', true, true],
    );
  });

  it('changes nothing when it is asked again', () => {
    const { into, ended } = merged(held(), other(1));
    const again = merge(li)(into, [ended[0]?.ticket ?? into]);
    assert.ok(again.ok);
    assert.deepEqual([again.into, again.merged.size], [{ set: {} }, 0]);
  });

  it('is refused for a ticket that has ended, is held or called by a colleague, or is of somebody else', () => {
    const chen = { agent: 'chen', now: NOW };
    const claimed = after(other(1), claim(chen));
    const stranger = { member: 'x', phone: '+8613900139000', orderNumber: null };
    const solved = after(
      claimed,
      startCall(chen),
      giveResult({ ...chen, result: { result: 'solved' }, shop: SHOP }),
    );
    const cases: [StoredTicket, string][] = [
      [claimed, 'held-by-another'],
      [after(claimed, startCall(chen)), 'held-by-another'],
      [solved, 'has-ended'],
      [other(1, { mergedInto: '261123000033', status: 'closed' }), 'has-ended'],
      [other(1, stranger), 'not-alike'],
    ];
    for (const [one, expected] of cases)
      assert.equal(refusal(merge(li)(held(), [other(2), one])), expected);
  });

  it('is refused unless the agent holds the ticket that lives on', () => {
    assert.equal(refusal(merge(li)(sampleTicket({ number: INTO }), [other(1)])), 'not-held');
    const taken = after(sampleTicket({ number: INTO }), claim({ agent: 'chen', now: NOW }));
    assert.equal(refusal(merge(li)(taken, [other(1)])), 'held-by-another');
  });
});

describe('a merged ticket', () => {
  const { ended } = merged(held(), other(1));
  const ticket = ended[0]?.ticket ?? held();

  it('can be erased by the member, and nothing else', () => {
    assert.deepEqual(memberMay(ticket, SHOP, NOW + HOUR), {
      cancel: false,
      reschedule: false,
      nudge: false,
      rate: false,
      erase: true,
      ready: false,
      reopen: false,
      report: true,
    });
    assert.ok(erase({ now: NOW + HOUR, actor: 'member' })(ticket).ok);
  });

  it('opens the other one to its key only where both are of one verified member', () => {
    assert.equal(sharesKey(ticket, held()), true);
    assert.equal(sharesKey({ ...ticket, member: null }, held({ member: null })), false);
    assert.equal(sharesKey(ticket, held({ member: 'somebody-else' })), false);
  });
});

describe('isAlike', () => {
  const blank = { member: null, phone: '', extension: null, orderNumber: null };
  const like = (a: Partial<StoredTicket>, b: Partial<StoredTicket>) =>
    isAlike(sampleTicket({ ...blank, ...a }), sampleTicket({ ...blank, ...b }));

  it('goes by member, phone with extension, and order in any case', () => {
    assert.equal(like({ member: 'm' }, { member: 'm' }), true);
    assert.equal(like({ phone: '+861' }, { phone: '+861' }), true);
    assert.equal(like({ phone: '+861', extension: '1' }, { phone: '+861', extension: '2' }), false);
    assert.equal(like({ orderNumber: 'Dj1' }, { orderNumber: 'dJ1' }), true);
  });

  it('takes nothing that is not known for the same', () => assert.equal(like({}, {}), false));
});
