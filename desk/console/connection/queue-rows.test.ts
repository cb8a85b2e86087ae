import { expect } from '@open-wc/testing';
import { MINUTE, NOW, numberOf, sampleRow } from '../test-support/samples.ts';
import { QueueRows } from './queue-rows.ts';

const [a, b, c] = [1, 2, 3].map((n) =>
  sampleRow({ number: numberOf(n), dueAt: NOW + n * MINUTE }),
) as [ReturnType<typeof sampleRow>, ReturnType<typeof sampleRow>, ReturnType<typeof sampleRow>];

describe('QueueRows', () => {
  let queue: QueueRows;
  beforeEach(() => (queue = new QueueRows()));

  it('sorts its rows by due time', () => {
    queue.finish(queue.beginLoad(), [c, a, b]);
    expect(queue.sorted()).to.deep.equal([a, b, c]);
  });

  it('applies changes that arrive during a load on top of its answer', () => {
    const load = queue.beginLoad();
    queue.put(c.number, c);
    queue.put(a.number, null);
    queue.finish(load, [a, b]);
    expect(queue.sorted()).to.deep.equal([b, c]);
  });

  it('shows the first rows of a load that goes on, with the changes since it began', () => {
    const load = queue.beginLoad();
    queue.put(a.number, null);
    queue.show(load, [a, b]);
    expect(queue.sorted()).to.deep.equal([b]);
    queue.finish(load, [a, b, c]);
    expect(queue.sorted()).to.deep.equal([b, c]);
  });

  it('ends a load that goes on when it is cleared', () => {
    const load = queue.beginLoad();
    queue.clear();
    expect(queue.isLatest(load)).to.equal(false);
  });

  it('removes a ticket that has ended', () => {
    queue.finish(queue.beginLoad(), [a, b]);
    queue.put(a.number, { ...a, status: 'solved' });
    expect(queue.sorted()).to.deep.equal([b]);
  });

  it('keeps its rows when a load is abandoned', () => {
    queue.finish(queue.beginLoad(), [a]);
    queue.abandon(queue.beginLoad());
    expect(queue.sorted()).to.deep.equal([a]);
  });

  it('counts only the latest load', () => {
    const first = queue.beginLoad();
    const second = queue.beginLoad();
    expect([queue.isLatest(first), queue.isLatest(second)]).to.deep.equal([false, true]);
  });
});
