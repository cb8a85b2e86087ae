import assert from 'node:assert/strict';
import { test } from 'node:test';
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
const GONE = { now: NOW + CLAIM_MS + 1 };

test('what an agent held who has disappeared is given back, and the log names them', () => {
  const change = changeBy(claimed, lapse(GONE));
  const ticket = applied(claimed, change);
  assert.deepEqual(
    [ticket.status, ticket.claimedBy, ticket.claimedAt, ticket.claimUntil],
    ['waiting', null, null, null],
  );
  assert.equal(steps(ticket.timeline).at(-1), 'waiting by desk');
  assert.deepEqual(change.audit, { actor: 'desk', action: 'ticket.lapsed', detail: 'li' });
  for (const held of [claimed, ticket, sampleTicket()])
    assert.equal(refusalOf(held, lapse({ now: NOW + CLAIM_MS })), 'not-lapsed');
});

test('a call under way whose agent has disappeared goes back to the try that it was', () => {
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
    lapse({ now: again + CLAIM_MS + 1 }),
  );
  assert.deepEqual(
    [lost.status, lost.attempts, lost.callStartedAt, lost.notBefore],
    ['unreached', 1, null, again],
  );
});

test('a broken promise is marked and told once', () => {
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

test('a call that was begun in time keeps its promise, one that was begun late does not', () => {
  const now = NOW + 5 * HOUR;
  const due = NOW + 4 * HOUR;
  assert.equal(refusalOf(after(claimed, startCall(li(due))), markOverdue({ now })), 'not-overdue');
  assert.equal(refusalOf(after(claimed, startCall(li(due + 1))), markOverdue({ now })), undefined);
});
