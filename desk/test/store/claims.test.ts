import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claim } from '../../src/domain/agent-actions.ts';
import { createStore } from '../../src/store/open.ts';
import { created, NOW, openStore, query } from '../support/database.ts';
import { ALL_LINES } from '../../wire/calling-hours.ts';

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `agent-${index}`);

describe('tickets.change', () => {
  it('gives a ticket to one of fifty agents who claim it at once, in one or two processes', async (t) => {
    const first = await openStore(t);
    const second = await createStore(first.url);
    t.after(() => second.close());
    const { number } = await created(first);
    const outcomes = await Promise.all(
      names(50).map((agent, turn) =>
        (turn % 2 ? first : second).tickets.change(number, NOW, claim({ agent, now: NOW })),
      ),
    );
    const [winner, ...others] = outcomes.filter(({ ok }) => ok);
    assert.ok(winner?.ok && others.length === 0);
    const holder = winner.ticket.claimedBy;
    for (const outcome of outcomes) {
      if (outcome.ok) continue;
      assert.equal(outcome.refusal, 'held-by-another');
      assert.equal(outcome.ticket?.claimedBy, holder);
    }
    assert.equal((await first.tickets.find(number))?.claimedBy, holder);
    assert.deepEqual(
      await query(first.url, 'select seq, status, agent from ticket_event order by seq'),
      [
        { seq: 1, status: 'waiting', agent: null },
        { seq: 2, status: 'claimed', agent: holder },
      ],
    );
  });
});

describe('tickets.changeNext', () => {
  it('gives twenty different tickets to twenty agents who ask at once', async (t) => {
    const first = await openStore(t);
    const second = await createStore(first.url);
    t.after(() => second.close());
    for (const minute of names(20).keys()) await created(first, { dueAt: NOW + minute });
    const outcomes = await Promise.all(
      names(20).map((agent, turn) =>
        (turn % 2 ? first : second).tickets.changeNext(NOW, ALL_LINES, claim({ agent, now: NOW })),
      ),
    );
    const held = outcomes.map((outcome) => (outcome.ok ? outcome.ticket.number : outcome.refusal));
    assert.equal(new Set(held).size, 20);
    assert.deepEqual(
      new Set(held),
      new Set((await first.tickets.open()).map(({ number }) => number)),
    );
    assert.deepEqual(
      await first.tickets.changeNext(NOW, ALL_LINES, claim({ agent: 'late', now: NOW })),
      {
        ok: false,
        refusal: 'missing',
      },
    );
  });

  it('takes the earliest due of the tickets that can be called', async (t) => {
    const store = await openStore(t);
    await created(store, {
      status: 'claimed',
      claimedBy: 'other',
      claimUntil: NOW + 1,
      dueAt: NOW - 5,
    });
    await created(store, { status: 'unreached', notBefore: NOW + 1, dueAt: NOW - 4 });
    await created(store, { status: 'solved', dueAt: NOW - 3 });
    const late = await created(store, { dueAt: null });
    const retry = await created(store, { status: 'unreached', notBefore: NOW, dueAt: NOW + 2 });
    const soon = await created(store, { dueAt: NOW + 1 });
    for (const expected of [soon, retry, late]) {
      const outcome = await store.tickets.changeNext(
        NOW,
        ALL_LINES,
        claim({ agent: 'ann', now: NOW }),
      );
      assert.equal(outcome.ticket?.number, expected.number);
    }
  });
});

describe('a refused change', () => {
  it('returns the ticket as it is, and changes nothing', async (t) => {
    const store = await openStore(t);
    const ticket = await created(store);
    const refuse = () => ({ ok: false, refusal: 'no' }) as const;
    assert.deepEqual(await store.tickets.change(ticket.number, NOW, refuse), {
      ok: false,
      refusal: 'no',
      ticket,
    });
    assert.deepEqual(await store.tickets.change('261123999999', NOW, refuse), {
      ok: false,
      refusal: 'missing',
    });
    assert.deepEqual(await store.tickets.find(ticket.number), ticket);
  });
});
