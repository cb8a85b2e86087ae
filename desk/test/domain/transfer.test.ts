import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import { CLAIM_MS, type AgentRecord } from '../../src/domain/agent.ts';
import { supervisorFor, transfer } from '../../src/domain/transfer.ts';
import {
  after,
  changeBy,
  MINUTE,
  NOW,
  refusalOf,
  sampleTicket,
  SHOP,
  steps,
} from '../support/sample.ts';

const li = { agent: 'li', now: NOW };
const by = (agent: string, role: 'agent' | 'supervisor', to: string, note?: string) =>
  transfer({ agent, role, to, note, now: NOW + MINUTE });

const waiting = sampleTicket();
const claimed = after(waiting, claim(li));
const calling = after(claimed, startCall(li));

describe('transfer', () => {
  it('hands a ticket on with a note, and records who did', () => {
    const change = changeBy(claimed, by('li', 'agent', 'wang', '已查到账'));
    const { status, claimedBy, claimedAt, claimUntil } = change.set;
    assert.deepEqual(
      [status, claimedBy, claimedAt, claimUntil],
      ['claimed', 'wang', NOW + MINUTE, NOW + MINUTE + CLAIM_MS],
    );
    assert.deepEqual(change.note, { agent: 'li', text: '已查到账' });
    assert.deepEqual(change.audit, { actor: 'li', action: 'ticket.transferred', detail: 'wang' });
    assert.deepEqual(steps(change.events ?? []), ['transferred claimed by agent li']);
    assert.equal(change.announce, undefined);
  });

  it('lets a call go on, with its start', () => {
    const { status, claimedBy, callStartedAt } = after(calling, by('li', 'agent', 'wang'));
    assert.deepEqual([status, claimedBy, callStartedAt], ['calling', 'wang', NOW]);
  });

  it('is for the agent who holds the ticket', () => {
    assert.equal(refusalOf(claimed, by('wang', 'agent', 'wang')), 'held-by-another');
    assert.equal(refusalOf(waiting, by('wang', 'agent', 'li')), 'not-held');
  });

  it('lets a supervisor take a ticket over, and give one that waits to somebody', () => {
    assert.equal(after(claimed, by('boss', 'supervisor', 'boss')).claimedBy, 'boss');
    const change = changeBy(waiting, by('boss', 'supervisor', 'wang'));
    assert.deepEqual(
      [change.set.status, change.set.claimedBy, change.announce],
      ['claimed', 'wang', ['callback.claimed']],
    );
    assert.deepEqual(steps(change.events ?? []), [
      'claimed by agent boss',
      'transferred claimed by agent boss',
    ]);
  });

  it('changes nothing when the agent has the ticket already', () => {
    const change = changeBy(claimed, by('boss', 'supervisor', 'li', '再说一次'));
    assert.deepEqual(change, { set: {} });
  });

  it('is refused once the ticket has ended', () => {
    const solved = after(calling, giveResult({ ...li, result: { result: 'solved' }, shop: SHOP }));
    assert.equal(refusalOf(solved, by('boss', 'supervisor', 'boss')), 'not-claimable');
  });

  it('leaves a ticket that waited its place in the queue when it is given back', () => {
    const unreached = after(
      calling,
      giveResult({ ...li, result: { result: 'not-reached' }, shop: SHOP }),
    );
    const given = after(unreached, by('boss', 'supervisor', 'wang'));
    assert.equal(given.dueAt, unreached.dueAt);
    assert.equal(given.notBefore, unreached.notBefore);
  });
});

describe('supervisorFor', () => {
  const agent = (id: string, change: Partial<AgentRecord> = {}): AgentRecord => ({
    id,
    login: id,
    name: id,
    role: 'supervisor',
    passwordHash: '',
    lines: null,
    presence: 'here',
    seenAt: NOW,
    createdAt: 0,
    disabledAt: null,
    ...change,
  });
  const found = (agents: AgentRecord[], held: [string, number][] = []) =>
    supervisorFor('li', agents, new Map(held), NOW)?.id;

  it('is one who is there, with the fewest tickets', () => {
    const three = [agent('a'), agent('b'), agent('c', { presence: 'on-call' })];
    assert.equal(
      found(three, [
        ['a', 2],
        ['b', 1],
      ]),
      'b',
    );
  });

  it('is one on a call or away rather than nobody', () => {
    assert.equal(
      found([agent('a', { presence: 'away' }), agent('b', { presence: 'on-call' })]),
      'b',
    );
  });

  it('is nobody who is gone, disabled, an agent, or the one who asks', () => {
    assert.equal(
      found([
        agent('a', { seenAt: NOW - 10 * MINUTE }),
        agent('b', { disabledAt: NOW }),
        agent('c', { role: 'agent' }),
        agent('li'),
      ]),
      undefined,
    );
  });
});
