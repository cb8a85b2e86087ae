import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Decision } from '../../src/domain/change.ts';
import { claim, giveResult, release, startCall } from '../../src/domain/agent-actions.ts';
import { lapse, markOverdue } from '../../src/domain/desk-actions.ts';
import { cancel, erase, nudge, rate, reschedule } from '../../src/domain/member-actions.ts';
import { MAX_MISSED_CALLS } from '../../src/domain/retry.ts';
import { isOpen, WAITING_STATUSES } from '../../../src/core/ticket-status.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import { applied, at, HOUR, MINUTE, NOW, sampleTicket, SHOP } from '../support/sample.ts';

type Rule = (ticket: StoredTicket) => Decision<string>;

/** An action that somebody tries, `wait` minutes after the one before. */
interface Attempt {
  name: string;
  by: string;
  wait: number;
  rule: (now: number, by: string) => Rule;
}

const slots = [at(1, '14:00'), at(2, '09:00'), at(2, '10:00'), at(3, '20:00')];
const move = (when: Parameters<typeof reschedule>[0]['when']) => (now: number) =>
  reschedule({ when, now, shop: SHOP });
const toSlot = (from: number) => move({ kind: 'window', from: new Date(from).toISOString() });

const AGENTS_RULES: Record<string, Attempt['rule']> = {
  claim: (now, agent) => claim({ agent, now }),
  release: (now, agent) => release({ agent, now }),
  call: (now, agent) => startCall({ agent, now }),
  solved: (now, agent) => giveResult({ agent, now, result: { result: 'solved' }, shop: SHOP }),
  'not-reached': (now, agent) =>
    giveResult({ agent, now, result: { result: 'not-reached' }, shop: SHOP }),
  'wrong-number': (now, agent) =>
    giveResult({ agent, now, result: { result: 'wrong-number' }, shop: SHOP }),
  'follow-up': (now, agent) =>
    giveResult({ agent, now, result: { result: 'follow-up', at: now + 3 * HOUR }, shop: SHOP }),
  'cancelled-by-member': (now, agent) =>
    giveResult({ agent, now, result: { result: 'cancelled-by-member' }, shop: SHOP }),
};
const OTHERS_RULES: Record<string, Attempt['rule']> = {
  cancel: (now) => cancel({ now }),
  asap: move({ kind: 'asap' }),
  nudge: (now) => nudge({ now, shop: SHOP }),
  rate: (now) => rate({ rating: 3, comment: '好', now }),
  erase: (now) => erase({ now, actor: 'member' }),
  lapse: (now) => lapse({ now, shop: SHOP }),
  overdue: (now) => markOverdue({ now }),
};
/** Actions that are allowed after the end of a ticket. */
const AFTER_THE_END = ['rate', 'erase'];

const wait = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 4, max: 400 }) },
);
const attempt = (rules: Record<string, Attempt['rule']>, by: fc.Arbitrary<string>) =>
  fc
    .record({ name: fc.constantFrom(...Object.keys(rules)), by, wait })
    .map(({ name, ...rest }): Attempt => ({ ...rest, name, rule: rules[name]! }));
const moves = fc
  .record({ from: fc.constantFrom(...slots), wait })
  .map(({ from, ...rest }): Attempt => ({ ...rest, name: 'slot', by: '', rule: toSlot(from) }));

/** Mostly actions of agents; otherwise most tickets would be cancelled at once. */
const attempts = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: attempt(AGENTS_RULES, fc.constantFrom('li', 'wang')) },
    { weight: 2, arbitrary: attempt(OTHERS_RULES, fc.constant('')) },
    { weight: 1, arbitrary: moves },
  ),
  { minLength: 1, maxLength: 80 },
);

const start = fc.constantFrom(
  sampleTicket(),
  sampleTicket({ line: 'office', urgent: true }),
  sampleTicket({
    windowFrom: slots[0]!,
    windowTo: slots[0]! + HOUR,
    notBefore: slots[0]!,
    dueAt: slots[0]! + HOUR,
  }),
);

/** Tries all actions in order and passes each accepted change to `check`. */
function live(
  ticket: StoredTicket,
  tried: readonly Attempt[],
  check: (step: {
    before: StoredTicket;
    after: StoredTicket;
    tried: Attempt;
    now: number;
    decision: Decision<string> & { ok: true };
  }) => void,
): StoredTicket {
  let now = NOW;
  for (const one of tried) {
    now += one.wait * MINUTE;
    const decision = one.rule(now, one.by)(ticket);
    if (!decision.ok) continue;
    const before = ticket;
    ticket = applied(ticket, decision.change);
    check({ before, after: ticket, tried: one, now, decision });
  }
  return ticket;
}

describe('a ticket, whatever agents and its member try', () => {
  it('has exactly one holder while it is claimed or in a call, and none otherwise', () => {
    fc.assert(
      fc.property(start, attempts, (ticket, tried) => {
        live(ticket, tried, ({ before, after, tried: { name, by }, now }) => {
          const isHeld = after.status === 'claimed' || after.status === 'calling';
          assert.deepEqual(
            [after.claimedBy !== null, after.claimedAt !== null, after.claimUntil !== null],
            [isHeld, isHeld, isHeld],
          );
          assert.equal(after.callStartedAt !== null, after.status === 'calling');
          // Nobody takes a ticket whose claim is still valid.
          if (after.claimedBy !== before.claimedBy && after.claimedBy !== null)
            assert.ok(before.claimUntil === null || before.claimUntil < now);
          if (name in AGENTS_RULES && name !== 'claim') assert.equal(before.claimedBy, by);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('changes no more after its end, except for the rating and erasing', () => {
    fc.assert(
      fc.property(start, attempts, (ticket, tried) => {
        live(ticket, tried, ({ before, after, tried: { name } }) => {
          assert.equal(isOpen(after.status), after.outcome === null);
          assert.equal(after.outcome === null, after.closedAt === null);
          if (isOpen(before.status)) return;
          assert.ok(AFTER_THE_END.includes(name), name);
          for (const column of [
            'status',
            'outcome',
            'closedAt',
            'dueAt',
            'firstCallAt',
            'firstCallDueAt',
            'attempts',
            'talkMs',
            'timeline',
          ] as const)
            assert.deepEqual(after[column], before[column], column);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('has a timeline in order of time that contains each change of status and ends with the current one', () => {
    fc.assert(
      fc.property(start, attempts, (ticket, tried) => {
        const ended = live(ticket, tried, ({ before, after }) => {
          assert.equal(after.timeline.at(-1)?.status, after.status);
          assert.deepEqual(after.timeline.slice(0, before.timeline.length), before.timeline);
        });
        for (const [index, event] of ended.timeline.entries()) {
          const previous = ended.timeline[index - 1];
          if (!previous) continue;
          assert.ok(event.at >= previous.at);
          if (event.kind !== 'status') assert.equal(event.status, previous.status);
          assert.equal(event.agent !== null, event.actor === 'agent');
          if (previous.status === 'calling') assert.notEqual(event.actor, 'member');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds at most one place in a slot, frees the place it took, and keeps none after its end', () => {
    fc.assert(
      fc.property(start, attempts, (ticket, tried) => {
        const held = new Set(ticket.windowFrom === null ? [] : [ticket.windowFrom]);
        const ended = live(ticket, tried, ({ after, decision: { change } }) => {
          if (change.release) assert.ok(held.delete(change.release.startsAt));
          if (change.take) held.add(change.take.startsAt);
          assert.deepEqual(
            [...held],
            isOpen(after.status) && after.windowFrom !== null ? [after.windowFrom] : [],
          );
          assert.equal(after.windowFrom === null, after.windowTo === null);
        });
        if (!isOpen(ended.status)) assert.equal(held.size, 0);
      }),
      { numRuns: 500 },
    );
  });

  it('announces one nudge and one overdue for each promise, misses at most four calls, and is never due before it may be called', () => {
    fc.assert(
      fc.property(start, attempts, (ticket, tried) => {
        const asked = new Set<string>();
        live(ticket, tried, ({ before, after, tried: { name }, decision: { change } }) => {
          const promise = `${name} ${String(before.notBefore)} ${String(before.dueAt)}`;
          if (
            change.announce?.includes('callback.nudged') ||
            change.announce?.includes('callback.overdue')
          ) {
            assert.ok(!asked.has(promise), promise);
            asked.add(promise);
          }
          assert.ok(after.attempts <= MAX_MISSED_CALLS);
          assert.equal(after.attempts === MAX_MISSED_CALLS, after.outcome === 'unreached');
          if (after.notBefore !== null && after.notBefore !== before.notBefore && name !== 'asap')
            assert.ok((after.dueAt ?? Infinity) > after.notBefore);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('can always be brought to an end by an agent', () => {
    fc.assert(
      fc.property(start, attempts, (ticket, tried) => {
        let now = NOW + tried.reduce((sum, one) => sum + one.wait * MINUTE, 0);
        let open = live(ticket, tried, () => undefined);
        if (!isOpen(open.status)) return;
        const agent = 'zhao';
        now += 24 * HOUR;
        for (const rule of [
          claim({ agent, now }),
          giveResult({ agent, now, result: { result: 'solved' }, shop: SHOP }),
        ]) {
          const decision = (rule as Rule)(open);
          assert.ok(decision.ok);
          open = applied(open, decision.change);
        }
        assert.equal(open.status, 'solved');
        assert.ok(WAITING_STATUSES.every((status) => status !== open.status));
      }),
      { numRuns: 200 },
    );
  });
});
