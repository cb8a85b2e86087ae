import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InquiryAnswer } from '../../../src/contract/inquiry.ts';
import type { Inquiry } from '../../wire/inquiry.ts';
import { claim, giveResult, startCall } from '../../src/domain/agent-actions.ts';
import { correctTimes } from '../../src/domain/correct-times.ts';
import { answer, ask, firstOrder, saidBefore, withdraw } from '../../src/domain/inquiries.ts';
import { erase } from '../../src/domain/member-actions.ts';
import { merge } from '../../src/domain/merge.ts';
import type { StoredTicket } from '../../src/domain/ticket.ts';
import {
  after,
  changeBy,
  DAY,
  MINUTE,
  NOW,
  refusalOf,
  sampleTicket,
  SHOP,
  steps,
} from '../support/sample.ts';

const agent = 'mei';
let ids = 0;
const asked = (kind: Inquiry['kind'], text: string | null = null, now = NOW) =>
  ask({ agent, now, id: `inquiry-${++ids}`, kind, text });
const lastId = ({ inquiries }: StoredTicket): string => inquiries.at(-1)?.id ?? '';

const ORDER = (ticket: StoredTicket): InquiryAnswer => ({
  inquiry: lastId(ticket),
  kind: 'order',
  order: 'ZZZZ1234EFGH5678',
});

describe('ask', () => {
  it('adds an inquiry, which the timeline and the audit log record', () => {
    const change = changeBy(sampleTicket(), asked('yes-no', '到了吗？'));
    assert.deepEqual(
      change.set.inquiries?.map(({ kind, text, agent: by, askedAt }) => [kind, text, by, askedAt]),
      [['yes-no', '到了吗？', agent, NOW]],
    );
    assert.deepEqual(steps(change.events ?? []), [`inquired waiting by agent ${agent}`]);
    assert.deepEqual(change.audit, { actor: agent, action: 'ticket.inquired', detail: 'yes-no' });
  });

  it('asks once for the same id, and for the same thing while it is waited for', () => {
    const once = ask({ agent, now: NOW, id: 'twice', kind: 'order', text: null });
    assert.equal(after(sampleTicket(), once, once, asked('order')).inquiries.length, 1);
    assert.equal(after(sampleTicket(), asked('yes-no'), asked('yes-no', '?')).inquiries.length, 2);
  });

  it('is refused for an ended ticket, one that another agent holds, and one that nobody follows', () => {
    const cases: [Partial<StoredTicket>, string][] = [
      [{ status: 'solved', closedAt: NOW }, 'has-ended'],
      [{ status: 'claimed', claimedBy: 'li', claimUntil: NOW + MINUTE }, 'held-by-another'],
      [{ keyHash: '', member: null, origin: 'call' }, 'no-follower'],
    ];
    for (const [change, refusal] of cases)
      assert.equal(refusalOf(sampleTicket(change), asked('time')), refusal);
    const held = sampleTicket({ status: 'calling', claimedBy: agent, claimUntil: NOW + MINUTE });
    assert.equal(refusalOf(held, asked('time')), undefined);
  });

  it('lets three wait at once, and twenty be asked in all', () => {
    const three = after(sampleTicket(), asked('order'), asked('time'), asked('screenshot'));
    assert.equal(refusalOf(three, asked('yes-no')), 'too-many-inquiries');
    const two = after(three, withdraw({ agent, now: NOW, id: lastId(three) }));
    assert.equal(refusalOf(two, asked('yes-no')), undefined);
    let ticket = sampleTicket();
    for (let count = 0; count < 20; count++) {
      ticket = after(ticket, asked('yes-no'));
      ticket = after(ticket, withdraw({ agent, now: NOW, id: lastId(ticket) }));
    }
    assert.equal(refusalOf(ticket, asked('yes-no')), 'too-many-inquiries');
  });
});

describe('answer', () => {
  it('makes the order number and the time those of the ticket, and keeps what was there', () => {
    const waiting = after(sampleTicket(), asked('order'));
    const ticket = after(waiting, answer({ body: ORDER(waiting), now: NOW + MINUTE }));
    assert.deepEqual(
      [ticket.orderNumber, ticket.answeredAt, ticket.inquiries[0]?.answer],
      [
        'ZZZZ1234EFGH5678',
        NOW + MINUTE,
        { kind: 'order', order: 'ZZZZ1234EFGH5678', before: 'ABCD1234EFGH5678' },
      ],
    );
    assert.equal(firstOrder(ticket), 'ABCD1234EFGH5678');
    const timed = after(ticket, asked('time'));
    const occurredAt = '2026-11-23T01:30:00Z';
    const body = { inquiry: lastId(timed), kind: 'time', occurredAt } as const;
    assert.equal(after(timed, answer({ body, now: NOW })).occurredAt, Date.parse(occurredAt));
  });

  it('claims screenshots, and counts them', () => {
    const waiting = after(sampleTicket({ attachments: 1 }), asked('screenshot'));
    const attachments = ['A'.repeat(22), 'B'.repeat(22)];
    const body = { inquiry: lastId(waiting), kind: 'screenshot', attachments } as const;
    const change = changeBy(waiting, answer({ body: { ...body, attachments }, now: NOW }));
    assert.deepEqual([change.claim, change.set.attachments], [attachments, 3]);
  });

  it('is given once; the same again is recognised, another is not', () => {
    const waiting = after(sampleTicket(), asked('yes-no'));
    const yes = { inquiry: lastId(waiting), kind: 'yes-no', yes: true } as const;
    const ticket = after(waiting, answer({ body: yes, now: NOW }));
    assert.equal(refusalOf(ticket, answer({ body: yes, now: NOW })), 'inquiry-answered');
    assert.equal(saidBefore(yes)(ticket), true);
    assert.equal(saidBefore({ ...yes, yes: false })(ticket), false);
    assert.equal(saidBefore(yes)(waiting), false);
    const ordered = after(sampleTicket(), asked('order'));
    const body = ORDER(ordered);
    assert.equal(saidBefore(body)(after(ordered, answer({ body, now: NOW }))), true);
  });

  it('is refused once it is no longer asked for, and of another kind', () => {
    const waiting = after(sampleTicket(), asked('order'));
    const by = (ticket: StoredTicket, body = ORDER(waiting)) =>
      refusalOf(ticket, answer({ body, now: NOW }));
    const inquiry = lastId(waiting);
    assert.equal(
      by(after(waiting, withdraw({ agent, now: NOW, id: inquiry }))),
      'inquiry-withdrawn',
    );
    assert.equal(by(waiting, { inquiry, kind: 'yes-no', yes: true }), 'unknown-inquiry');
    assert.equal(by(waiting, { inquiry: 'other', kind: 'none' }), 'unknown-inquiry');
    assert.equal(by(waiting, { inquiry, kind: 'none' }), undefined);
    const ended = after(
      waiting,
      claim({ agent, now: NOW }),
      startCall({ agent, now: NOW }),
      giveResult({ agent, now: NOW, result: { result: 'solved' }, shop: SHOP }),
    );
    assert.equal(by(ended), 'inquiry-withdrawn');
    assert.equal(by({ ...ended, status: 'waiting', closedAt: null }), 'inquiry-withdrawn');
  });

  it('is news until an agent takes the ticket up', () => {
    const waiting = after(sampleTicket(), asked('order'));
    const ticket = after(waiting, answer({ body: ORDER(waiting), now: NOW }));
    assert.equal(ticket.answeredAt, NOW);
    assert.equal(after(ticket, claim({ agent, now: NOW })).answeredAt, null);
    assert.equal(after(ticket, asked('time')).answeredAt, null);
  });
});

describe('withdraw', () => {
  it('leaves what the member has answered, and does nothing twice', () => {
    const waiting = after(sampleTicket(), asked('order'));
    const back = withdraw({ agent, now: NOW, id: lastId(waiting) });
    assert.equal(
      refusalOf(after(waiting, answer({ body: ORDER(waiting), now: NOW })), back),
      'inquiry-answered',
    );
    assert.deepEqual(changeBy(after(waiting, back), back), { set: {} });
    assert.equal(refusalOf(sampleTicket(), back), 'unknown-inquiry');
  });
});

describe('inquiries of a ticket', () => {
  const held = { status: 'claimed', claimedBy: agent, claimUntil: NOW + MINUTE } as const;
  const other = (change: Partial<StoredTicket> = {}): StoredTicket => {
    const waiting = after(
      sampleTicket({ number: '261123000025', ...change }),
      asked('yes-no', null, NOW + 1),
      asked('order', null, NOW + 2),
    );
    return after(waiting, answer({ body: ORDER(waiting), now: NOW }));
  };

  it('go with it into the ticket of the same member', () => {
    const decision = merge({ agent, now: NOW })(sampleTicket(held), [other()]);
    assert.ok(decision.ok);
    assert.deepEqual(
      decision.into.set.inquiries?.map(({ kind, withdrawnAt }) => [kind, withdrawnAt]),
      [
        ['yes-no', null],
        ['order', null],
      ],
    );
    assert.deepEqual(decision.merged.get('261123000025')?.set.inquiries, []);
  });

  it('are not asked of somebody else who has the same number', () => {
    const decision = merge({ agent, now: NOW })(sampleTicket(held), [other({ member: null })]);
    assert.ok(decision.ok);
    assert.deepEqual(
      decision.into.set.inquiries?.map(({ kind, withdrawnAt }) => [kind, withdrawnAt]),
      [
        ['yes-no', NOW],
        ['order', null],
      ],
    );
  });

  it('are erased with the data of the member', () => {
    const ticket = after(other(), erase({ now: NOW, actor: 'member' }));
    assert.deepEqual([ticket.inquiries, ticket.answeredAt], [[], null]);
  });

  it('get the right time once a clock that was ahead is right', () => {
    const waiting = after(sampleTicket(), asked('yes-no', null, NOW + DAY));
    const ticket = after(waiting, correctTimes({ now: NOW, shop: SHOP }));
    assert.equal(ticket.inquiries[0]?.askedAt, NOW);
  });
});
