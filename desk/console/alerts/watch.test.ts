import { expect } from '@open-wc/testing';
import { ALL_LINES } from '../../wire/calling-hours.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { MINUTE, NOW, numberOf, sampleRow } from '../test-support/samples.ts';
import { AlertWatch } from './watch.ts';

const ME = 'a1';
const HOUR = 60 * MINUTE;

/** Due an hour after it was created, now. */
const row = (change: Partial<QueueRow> = {}): QueueRow =>
  sampleRow({ createdAt: NOW, dueAt: NOW + HOUR, ...change });

describe('AlertWatch', () => {
  let watch: AlertWatch;
  const look = (rows: QueueRow[], after = 0, open = ALL_LINES) =>
    watch
      .look(rows, ME, NOW + after, open)
      .map(({ kind, rows: { length } }) => `${kind} ${length}`);

  beforeEach(() => (watch = new AlertWatch()));

  it('takes nothing of the first look for news', () => {
    expect(look([row(), row({ number: numberOf(1), dueAt: NOW - MINUTE })])).to.deep.equal([]);
  });

  it('tells of new tickets once, together', () => {
    look([]);
    const rows = [row(), row({ number: numberOf(1) })];
    expect(look(rows)).to.deep.equal(['new 2']);
    expect(look(rows)).to.deep.equal([]);
  });

  it('tells of a booked ticket when its time comes, not when it is booked', () => {
    const booked = row({ notBefore: NOW + HOUR, dueAt: NOW + 2 * HOUR });
    look([]);
    expect(look([booked])).to.deep.equal([]);
    expect(look([booked], HOUR)).to.deep.equal(['new 1']);
  });

  it('tells of a ticket whose line is closed when the line opens, and of nothing before', () => {
    const closed = { others: false, except: [] };
    look([], 0, closed);
    expect(look([row()], 0, closed)).to.deep.equal([]);
    expect(look([row()], 50 * MINUTE, closed)).to.deep.equal([]);
    expect(look([row()], 55 * MINUTE)).to.deep.equal(['new 1']);
  });

  it('tells of a ticket that comes back to the queue, unless the agent gave it back', () => {
    const held = (agent: string) => row({ status: 'claimed', claimedBy: agent });
    look([held('a2')]);
    expect(look([row()])).to.deep.equal(['new 1']);
    look([held(ME)]);
    expect(look([row()])).to.deep.equal([]);
  });

  it('tells once of a ticket that is about to be late: a quarter of an hour before', () => {
    look([row()]);
    expect(look([row()], 44 * MINUTE)).to.deep.equal([]);
    expect(look([row()], 45 * MINUTE)).to.deep.equal(['soon 1']);
    expect(look([row()], 50 * MINUTE)).to.deep.equal([]);
    expect(look([row()], 61 * MINUTE)).to.deep.equal([]);
  });

  it('tells of a short promise in its last third, not at once', () => {
    const short = row({ dueAt: NOW + 15 * MINUTE });
    look([]);
    expect(look([short])).to.deep.equal(['new 1']);
    expect(look([short], 9 * MINUTE)).to.deep.equal([]);
    expect(look([short], 10 * MINUTE)).to.deep.equal(['soon 1']);
  });

  it('tells of what became late while the device slept', () => {
    look([row()]);
    expect(look([row()], 2 * HOUR)).to.deep.equal(['soon 1']);
  });

  it('leaves tickets that another agent holds, and calls that go on, alone', () => {
    const held = row({ status: 'claimed', claimedBy: 'a2' });
    const calling = row({ number: numberOf(1), status: 'calling', claimedBy: ME });
    look([held, calling]);
    expect(look([held, calling], 2 * HOUR)).to.deep.equal([]);
  });

  it('tells of the agent’s own ticket when it is about to be late and when it is', () => {
    const mine = row({ status: 'claimed', claimedBy: ME });
    look([mine]);
    expect(look([mine], 45 * MINUTE)).to.deep.equal(['mine 1']);
    expect(look([mine], 61 * MINUTE)).to.deep.equal(['mine 1']);
    expect(look([mine], 90 * MINUTE)).to.deep.equal([]);
  });

  it('does not tell of a late ticket that the agent has just claimed', () => {
    look([row()], 2 * HOUR);
    expect(look([row({ status: 'claimed', claimedBy: ME })], 2 * HOUR)).to.deep.equal([]);
  });

  it('does not take a new promise for the end of the old one', () => {
    look([row()]);
    const moved = row({ dueAt: NOW + HOUR + MINUTE });
    expect(look([moved], 50 * MINUTE)).to.deep.equal([]);
  });

  it('begins anew after a reset', () => {
    look([]);
    watch.reset();
    expect(look([row()])).to.deep.equal([]);
  });
});
