import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTurns } from '../../src/store/turns.ts';

const late = (): Error => new Error('late');

describe('createTurns', () => {
  it('gives turns one at a time, in the order in which they were asked for', async () => {
    const turns = createTurns();
    const order: number[] = [];
    const deadline = performance.now() + 60_000;
    const all = [1, 2, 3].map(async (each) => {
      await turns.take(deadline, late);
      order.push(each);
      await Promise.resolve();
      order.push(each);
      turns.end();
    });
    await Promise.all(all);
    assert.deepEqual(order, [1, 1, 2, 2, 3, 3]);
  });

  it('refuses all who wait at their own deadlines, not one after the other', async () => {
    const turns = createTurns();
    const started = performance.now();
    await turns.take(started, late);
    const refused = await Promise.allSettled([1, 2, 3].map(() => turns.take(started + 40, late)));
    assert.deepEqual(
      refused.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected'],
    );
    assert.ok(performance.now() - started < 2_000);
    turns.end();
    await turns.take(performance.now(), late);
  });
});
