import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM_MS } from '../../src/domain/agent.ts';
import {
  addNote,
  agentMay,
  claim,
  giveResult,
  release,
  startCall,
} from '../../src/domain/agent-actions.ts';
import type { CallResult } from '../../wire/ticket.ts';
import { cancel } from '../../src/domain/member-actions.ts';
import {
  after,
  applied,
  at,
  changeBy,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  refusalOf,
  sampleTicket,
  SHOP,
  steps,
} from '../support/sample.ts';

const li = (now = NOW) => ({ agent: 'li', now });
const wang = (now = NOW) => ({ agent: 'wang', now });
const result = (given: CallResult, now = NOW, agent = 'li') =>
  giveResult({ agent, now, result: given, shop: SHOP });
const NOT_REACHED = { result: 'not-reached' } as const;

const claimed = after(sampleTicket(), claim(li()));
const calling = after(claimed, startCall(li(NOW + MINUTE)));
const BOOKED = {
  windowFrom: at(1, '14:00'),
  windowTo: at(1, '15:00'),
  notBefore: at(1, '14:00'),
  dueAt: at(1, '15:00'),
};

describe('claim', () => {
  it('gives the ticket to the agent for the length of a claim, and announces it', () => {
    const change = changeBy(sampleTicket(), claim(li()));
    const ticket = applied(sampleTicket(), change);
    assert.deepEqual(
      [ticket.status, ticket.claimedBy, ticket.claimedAt, ticket.claimUntil],
      ['claimed', 'li', NOW, NOW + CLAIM_MS],
    );
    assert.deepEqual(steps(ticket.timeline), ['waiting by member', 'claimed by agent li']);
    assert.deepEqual(
      [change.announce, change.audit],
      [['callback.claimed'], { actor: 'li', action: 'ticket.claimed' }],
    );
  });

  it('lets no second agent do anything with a claimed ticket', () => {
    for (const rule of [
      claim(wang()),
      release(wang()),
      startCall(wang()),
      result(NOT_REACHED, NOW, 'wang'),
    ])
      assert.equal(refusalOf(claimed, rule), 'held-by-another');
    for (const rule of [claim(wang()), release(wang()), result({ result: 'solved' }, NOW, 'wang')])
      assert.equal(refusalOf(calling, rule), 'held-by-another');
  });

  it('allows another agent once it has expired, and until then leaves the ticket to its holder', () => {
    const later = NOW + CLAIM_MS + 1;
    assert.equal(refusalOf(claimed, claim(wang(NOW + CLAIM_MS))), 'held-by-another');
    const taken = after(claimed, claim(wang(later)));
    assert.equal(taken.claimedBy, 'wang');
    assert.equal(refusalOf(taken, startCall(li(later))), 'held-by-another');
    assert.equal(after(claimed, startCall(li(later))).status, 'calling');
  });

  it('takes over a call whose agent is gone, and does not count its length', () => {
    const taken = after(calling, claim(wang(NOW + DAY)));
    assert.deepEqual([taken.status, taken.callStartedAt, taken.talkMs], ['claimed', null, 0]);
  });

  it('only extends the claim when the agent holds the ticket already', () => {
    assert.deepEqual(changeBy(calling, claim(li(NOW + 2 * MINUTE))), {
      set: { claimUntil: NOW + 2 * MINUTE + CLAIM_MS },
    });
  });

  it('is refused for a ticket that has ended', () => {
    const cancelled = after(sampleTicket(), cancel({ now: NOW }));
    assert.equal(refusalOf(cancelled, claim(li())), 'not-claimable');
  });
});

describe('release', () => {
  it('returns the ticket to the status it had before the claim', () => {
    for (const status of ['waiting', 'unreached', 'follow-up'] as const) {
      const before = sampleTicket({
        status,
        timeline: [{ at: NOW, status, kind: 'status', actor: 'desk', agent: null }],
      });
      const back = after(before, claim(li()), release(li(NOW + MINUTE)));
      assert.deepEqual(
        [back.status, back.claimedBy, back.claimedAt, back.claimUntil],
        [status, null, null, null],
      );
    }
    assert.equal(refusalOf(sampleTicket(), release(li())), 'not-held');
    assert.equal(refusalOf(calling, release(li())), 'not-held');
  });
});

describe('startCall', () => {
  it('records the first call and its due time, and no later call changes them', () => {
    assert.deepEqual(
      [calling.status, calling.callStartedAt, calling.firstCallAt, calling.firstCallDueAt],
      ['calling', NOW + MINUTE, NOW + MINUTE, NOW + 4 * HOUR],
    );
    const second = after(
      calling,
      result(NOT_REACHED, NOW + 2 * MINUTE),
      claim(li(NOW + HOUR)),
      startCall(li(NOW + HOUR)),
    );
    assert.deepEqual(
      [second.firstCallAt, second.firstCallDueAt, second.callStartedAt],
      [NOW + MINUTE, NOW + 4 * HOUR, NOW + HOUR],
    );
    assert.equal(refusalOf(calling, startCall(wang(NOW + MINUTE))), 'held-by-another');
    assert.equal(refusalOf(sampleTicket(), startCall(li())), 'not-held');
  });

  it('is refused before the time promised to the member, who can still be helped when they call', () => {
    const early = after(sampleTicket(BOOKED), claim(li(at(1, '13:00'))));
    assert.equal(refusalOf(early, startCall(li(at(1, '13:59')))), 'not-claimable');
    assert.equal(after(early, startCall(li(at(1, '14:00')))).status, 'calling');
    const helped = after(early, result({ result: 'solved' }, at(1, '13:05')));
    assert.deepEqual(
      [helped.status, helped.firstCallAt, helped.firstCallDueAt],
      ['solved', at(1, '13:05'), at(1, '15:00')],
    );
    for (const given of [NOT_REACHED, { result: 'wrong-number' } as const])
      assert.equal(refusalOf(early, result(given, at(1, '13:05'))), 'not-held');
  });
});

describe('giveResult', () => {
  it('ends the ticket with the status and event of the result', () => {
    const ends = (['solved', 'wrong-number', 'cancelled-by-member'] as const).map((given) => {
      const change = changeBy(calling, result({ result: given }, NOW + 5 * MINUTE));
      const { status, outcome, closedAt, claimedBy, callStartedAt, talkMs } = applied(
        calling,
        change,
      );
      assert.deepEqual(
        [closedAt, claimedBy, callStartedAt, talkMs],
        [NOW + 5 * MINUTE, null, null, 4 * MINUTE],
      );
      return [given, status, outcome, change.announce?.join()];
    });
    assert.deepEqual(ends, [
      ['solved', 'solved', 'solved', 'callback.completed'],
      ['wrong-number', 'closed', 'wrong-number', 'callback.completed'],
      ['cancelled-by-member', 'cancelled', 'cancelled', 'callback.cancelled'],
    ]);
  });

  it('plans the next try after 10 minutes, 1 hour and 12 hours, and closes the ticket after the fourth missed call', () => {
    let ticket = sampleTicket({ nudgedAt: NOW, overdueAt: NOW });
    for (const [attempts, wait] of [
      [1, 10 * MINUTE],
      [2, HOUR],
      [3, 12 * HOUR],
    ] as const) {
      const now = ticket.notBefore ?? NOW;
      ticket = after(ticket, claim(li(now)), startCall(li(now)), result(NOT_REACHED, now));
      assert.deepEqual(
        [ticket.status, ticket.attempts, ticket.notBefore, ticket.dueAt],
        ['unreached', attempts, now + wait, now + wait + 30 * MINUTE],
      );
      assert.deepEqual([ticket.nudgedAt, ticket.overdueAt, ticket.claimedBy], [null, null, null]);
    }
    const now = ticket.notBefore ?? NOW;
    const last = after(ticket, claim(li(now)), startCall(li(now)));
    const change = changeBy(last, result(NOT_REACHED, now));
    const closed = applied(last, change);
    assert.deepEqual(
      [closed.status, closed.outcome, closed.attempts, change.announce],
      ['closed', 'unreached', 4, ['callback.completed']],
    );
  });

  it('sets a new due time for an agreed time, and refuses a time that is past or too far away', () => {
    const call = (when: number) => result({ result: 'follow-up', at: when }, NOW + 2 * MINUTE);
    const ticket = after(calling, call(at(3, '15:00')));
    assert.deepEqual(
      [ticket.status, ticket.notBefore, ticket.dueAt, ticket.attempts, ticket.outcome],
      ['follow-up', at(3, '15:00'), at(3, '15:30'), 0, null],
    );
    for (const when of [NOW, NOW + 2 * MINUTE, NOW + 91 * DAY, Number.MAX_SAFE_INTEGER])
      assert.equal(refusalOf(calling, call(when)), 'not-in-future');
  });

  it('frees the place in the slot when the ticket ends or gets another due time', () => {
    const booked = after(
      sampleTicket(BOOKED),
      claim(li(at(1, '14:05'))),
      startCall(li(at(1, '14:05'))),
    );
    for (const given of [
      { result: 'solved' },
      NOT_REACHED,
      { result: 'follow-up', at: at(2, '10:00') },
    ] as const) {
      assert.deepEqual(
        changeBy(booked, result(given, at(1, '14:10'))).release,
        { line: 'always', startsAt: at(1, '14:00') },
        given.result,
      );
    }
    const missed = after(booked, result(NOT_REACHED, at(1, '14:10')));
    assert.deepEqual([missed.windowFrom, missed.windowTo], [null, null]);
    const again = after(missed, claim(li(at(1, '14:20'))), startCall(li(at(1, '14:20'))));
    assert.equal(changeBy(again, result({ result: 'solved' }, at(1, '14:25'))).release, undefined);
  });
});

describe('what an agent writes with a result', () => {
  it('goes to the member as the conclusion, and to other agents as a note', () => {
    const change = changeBy(
      calling,
      result({ result: 'solved', conclusion: '已补发', note: '从备用库存补的' }),
    );
    assert.deepEqual(
      [change.set.conclusion, change.note],
      ['已补发', { agent: 'li', text: '从备用库存补的' }],
    );
  });

  it('leaves what the member was told before, unless it is replaced or removed', () => {
    const told = { ...calling, conclusion: '已提交上游' };
    const missed = (conclusion?: string | null) =>
      applied(
        told,
        changeBy(
          told,
          result({ result: 'not-reached', ...(conclusion !== undefined && { conclusion }) }),
        ),
      ).conclusion;
    assert.deepEqual(
      [missed(), missed('明天答复'), missed(null)],
      ['已提交上游', '明天答复', null],
    );
  });
});

describe('addNote', () => {
  it('stores a note for agents that changes nothing for the member, and is refused for an erased ticket', () => {
    assert.deepEqual(
      changeBy(sampleTicket({ status: 'solved' }), addNote({ ...wang(), text: '已补发' })),
      {
        set: {},
        note: { agent: 'wang', text: '已补发' },
        audit: { actor: 'wang', action: 'ticket.noted' },
      },
    );
    assert.equal(
      refusalOf(sampleTicket({ erasedAt: NOW }), addNote({ ...li(), text: '?' })),
      'not-claimable',
    );
  });
});

describe('agentMay', () => {
  it('allows exactly what the rules accept', () => {
    assert.deepEqual(agentMay(sampleTicket(), 'li', NOW), {
      claim: true,
      release: false,
      call: false,
      answer: true,
      result: false,
    });
    assert.deepEqual(agentMay(claimed, 'li', NOW), {
      claim: false,
      release: true,
      call: true,
      answer: true,
      result: true,
    });
    assert.deepEqual(agentMay(claimed, 'wang', NOW), {
      claim: false,
      release: false,
      call: false,
      answer: false,
      result: false,
    });
    assert.deepEqual(agentMay(claimed, 'wang', NOW + DAY), {
      claim: true,
      release: false,
      call: false,
      answer: true,
      result: false,
    });
    assert.deepEqual(agentMay(calling, 'li', NOW), {
      claim: false,
      release: false,
      call: false,
      answer: false,
      result: true,
    });
  });
});
