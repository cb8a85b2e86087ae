import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM_MS } from '../../src/domain/agent.ts';
import { claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import { lapse, markOverdue } from '../../src/domain/desk-actions.ts';
import {
  after,
  applied,
  changeBy,
  HOUR,
  MINUTE,
  NOW,
  refusalOf,
  sampleTicket,
  SHOP,
  steps,
} from '../support/sample.ts';

const li = (now = NOW) => ({ agent: 'li', now });
const claimed = after(sampleTicket(), claim(li()));
const GONE = { now: NOW + CLAIM_MS + 1, shop: SHOP };

describe('lapse', () => {
  it('returns the ticket of an agent who is gone, and logs their name', () => {
    const change = changeBy(claimed, lapse(GONE));
    const ticket = applied(claimed, change);
    assert.deepEqual(
      [ticket.status, ticket.claimedBy, ticket.claimedAt, ticket.claimUntil],
      ['waiting', null, null, null],
    );
    assert.equal(steps(ticket.timeline).at(-1), 'waiting by desk');
    assert.deepEqual(change.audit, { actor: 'desk', action: 'ticket.lapsed', detail: 'li' });
    for (const held of [claimed, ticket, sampleTicket()])
      assert.equal(refusalOf(held, lapse({ now: NOW + CLAIM_MS, shop: SHOP })), 'not-lapsed');
  });

  it('returns a call whose agent is gone to the status and the try before it', () => {
    const again = NOW + 10 * MINUTE;
    const missed = after(
      claimed,
      startCall(li()),
      giveResult({ ...li(), result: { result: 'not-reached' }, shop: SHOP }),
    );
    const lost = after(
      missed,
      claim(li(again)),
      startCall(li(again)),
      lapse({ now: again + CLAIM_MS + 1, shop: SHOP }),
    );
    assert.deepEqual(
      [lost.status, lost.attempts, lost.callStartedAt, lost.notBefore],
      ['unreached', 1, null, again],
    );
  });
});

describe('markOverdue', () => {
  it('marks and announces a broken promise once', () => {
    const now = NOW + 4 * HOUR + 1;
    const change = changeBy(claimed, markOverdue({ now }));
    assert.deepEqual(change, { set: { overdueAt: now }, announce: ['callback.overdue'] });
    assert.equal(
      refusalOf(applied(claimed, change), markOverdue({ now: now + HOUR })),
      'not-overdue',
    );
    for (const ticket of [sampleTicket({ status: 'solved' }), sampleTicket({ dueAt: null })])
      assert.equal(refusalOf(ticket, markOverdue({ now })), 'not-overdue');
    assert.equal(refusalOf(sampleTicket(), markOverdue({ now: NOW + 4 * HOUR })), 'not-overdue');
  });

  it('ignores a call that began in time, and marks one that began late', () => {
    const now = NOW + 5 * HOUR;
    const due = NOW + 4 * HOUR;
    assert.equal(
      refusalOf(after(claimed, startCall(li(due))), markOverdue({ now })),
      'not-overdue',
    );
    assert.equal(
      refusalOf(after(claimed, startCall(li(due + 1))), markOverdue({ now })),
      undefined,
    );
  });
});
