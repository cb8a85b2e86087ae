import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import {
  CallbackRequestSchema,
  type CallbackRequestInput,
} from '../../../src/contract/callback.ts';
import type { Config } from '../../../src/contract/config.ts';
import { resolve } from '../../../src/core/resolve.ts';
import { mintTicket } from '../../src/domain/new-ticket.ts';
import { requestedSlot } from '../../src/domain/slots.ts';
import type { TicketRecord } from '../../src/domain/ticket.ts';
import { at, HOUR, NOW, SHOP, SHOP_WITHOUT_SLOTS } from '../support/sample.ts';

const random = (count: number): Uint8Array => new Uint8Array(count).fill(5);

function tryMint(
  body: Partial<CallbackRequestInput> = {},
  shop: Config = SHOP,
): TicketRecord | 'unknown-slot' {
  const request = v.parse(CallbackRequestSchema, {
    phone: '138 0013 8000',
    when: { kind: 'asap' },
    consent: true,
    ...body,
  });
  const contact = resolve(shop, { verified: false, reason: 'missing' }, NOW);
  const slot = requestedSlot(request.when, shop, contact.line.id, NOW);
  return mintTicket(
    {
      request,
      slot,
      phone: '+8613800138000',
      extension: undefined,
      contact,
      sub: undefined,
      now: NOW,
      keyHashOf: (number) => `hash of ${number}`,
    },
    shop,
    random,
  );
}

function mint(body: Partial<CallbackRequestInput> = {}): TicketRecord {
  const ticket = tryMint(body);
  assert.ok(ticket !== 'unknown-slot');
  return ticket;
}

const slotFrom = (from: number) => ({
  when: { kind: 'window' as const, from: new Date(from).toISOString() },
});

describe('mintTicket', () => {
  it('sets the due time from the promise when the callback is wanted as soon as possible', () => {
    const { dueAt, notBefore, windowFrom, windowTo, phoneTail, status } = mint();
    assert.deepEqual([dueAt, notBefore, windowFrom, windowTo], [NOW + 4 * HOUR, null, null, null]);
    assert.deepEqual([phoneTail, status], ['8000', 'waiting']);
  });

  it('sets the due time from the slot when one is booked, even if urgent or senior is marked', () => {
    const { dueAt, notBefore, windowFrom, windowTo } = mint({
      ...slotFrom(at(2, '09:00')),
      urgent: true,
      senior: true,
    });
    assert.deepEqual(
      [windowFrom, windowTo, notBefore, dueAt],
      [at(2, '09:00'), at(2, '10:00'), at(2, '09:00'), at(2, '10:00')],
    );
  });

  it('makes no ticket for a slot that is not offered', () => {
    assert.equal(tryMint(slotFrom(at(2, '09:30'))), 'unknown-slot');
    assert.equal(tryMint(slotFrom(at(2, '09:00')), SHOP_WITHOUT_SLOTS), 'unknown-slot');
  });

  it('makes a ticket without calls, claim, nudge or rating', () => {
    const ticket = mint();
    const blank = Object.entries(ticket)
      .filter(([, value]) => value === null)
      .map(([name]) => name);
    for (const name of [
      'claimedBy',
      'claimedAt',
      'claimUntil',
      'firstCallAt',
      'firstCallDueAt',
      'callStartedAt',
      'closedAt',
      'outcome',
      'nudgedAt',
      'reportedAt',
      'overdueAt',
      'rating',
      'feedback',
      'ratedAt',
      'erasedAt',
    ])
      assert.ok(blank.includes(name), name);
    assert.deepEqual([ticket.attempts, ticket.talkMs], [0, 0]);
  });
});
