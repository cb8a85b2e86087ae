import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type { ContactTopic } from '../../src/contract/contact.ts';
import { checklist, type BriefDraft, type ChecklistInput } from '../../src/core/checklist.ts';
import { orderPatterns } from '../../src/core/order-number.ts';

const topic = (id: string, asks: ContactTopic['asks']): ContactTopic => ({
  id,
  label: id,
  kind: 'technical',
  asks,
  answers: [],
});
const topics = [
  topic('not-arrived', ['order', 'time', 'screenshot', 'note']),
  topic('prices', []),
  topic('rude', ['note', 'time']),
];
const full: BriefDraft = {
  topic: 'not-arrived',
  order: 'DJ20261122093000AB12',
  occurredAt: '2026-11-22T09:30:00+08:00',
  note: '充值没到账',
  screenshots: 1,
};
const of = (draft: BriefDraft, more: Partial<ChecklistInput> = {}) =>
  checklist({ topics, draft, orderPatterns: orderPatterns(), attachments: true, ...more });
const states = (...input: Parameters<typeof of>) =>
  of(...input).items.map(({ id, state }) => `${id} ${state}`);

describe('checklist', () => {
  it('asks for the topic, and for what most calls need, until a topic is chosen', () => {
    const usual = ['topic missing', 'order missing', 'time missing', 'screenshot missing'];
    expect(states({})).to.deep.equal(usual);
    expect(states({ topic: 'gone' })).to.deep.equal(usual);
  });

  it('asks for what the chosen topic asks for, in its order', () => {
    expect(states({ topic: 'not-arrived' })).to.deep.equal([
      'topic ready',
      'order missing',
      'time missing',
      'screenshot missing',
      'note missing',
    ]);
    expect(states({ topic: 'rude' })).to.deep.equal([
      'topic ready',
      'note missing',
      'time missing',
    ]);
    expect(states({ topic: 'prices' })).to.deep.equal(['topic ready']);
  });

  it('is complete when everything is given', () => {
    expect(of(full)).to.include({ ready: 5, total: 5 });
  });

  it('asks for screenshots only if the desk accepts them', () => {
    expect(of(full, { attachments: false }).items.map(({ id }) => id)).to.deep.equal([
      'topic',
      'order',
      'time',
      'note',
    ]);
  });

  it('marks an order number that matches no pattern as doubtful, not as ready', () => {
    const result = of({ ...full, order: '12345' });
    expect(result.items[1]).to.deep.equal({ id: 'order', state: 'doubtful', required: true });
    expect(result.ready).to.equal(4);
  });

  it('accepts any order number if there are no patterns', () => {
    expect(of({ ...full, order: '12345' }, { orderPatterns: [] }).ready).to.equal(5);
  });

  it('treats blank text and zero screenshots as missing', () => {
    expect(
      states({ topic: 'not-arrived', order: ' ', occurredAt: '', note: '\u3000', screenshots: 0 }),
    ).to.deep.equal(states({ topic: 'not-arrived' }));
  });

  it('requires only the topic and the order number', () => {
    expect(
      of(full)
        .items.filter(({ required }) => required)
        .map(({ id }) => id),
    ).to.deep.equal(['topic', 'order']);
  });

  it('asks once for an item that a topic lists twice', () => {
    expect(states({ topic: 'x' }, { topics: [topic('x', ['note', 'note'])] })).to.deep.equal([
      'topic ready',
      'note missing',
    ]);
  });

  it('asks for what most calls need if the shop has no topics', () => {
    expect(states(full, { topics: [] })).to.deep.equal([
      'order ready',
      'time ready',
      'screenshot ready',
    ]);
  });

  it('never has fewer ready items after the member adds one', () => {
    const draft = fc.record({
      topic: fc.constant('not-arrived'),
      order: fc.constantFrom(undefined, '1', 'DJ20261122093000AB12'),
      note: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(draft, fc.nat(5), (before, screenshots) => {
        expect(of({ ...before, screenshots }).ready).to.be.at.least(of(before).ready);
        expect(of({ ...before, order: full.order }).ready).to.be.at.least(of(before).ready);
      }),
    );
  });
});
