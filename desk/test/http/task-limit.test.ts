import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTaskLimit, TooBusy } from '../../src/http/task-limit.ts';

describe('createTaskLimit', () => {
  it('runs those that go first before all that wait, and refuses what is too much of either kind', async () => {
    const limited = createTaskLimit(1, 2);
    const order: string[] = [];
    let finish = (): void => undefined;
    const running = limited(() => new Promise<void>((resolve) => (finish = resolve)));
    const task = (name: string, goesFirst: boolean): Promise<void> =>
      limited(() => {
        order.push(name);
        return Promise.resolve();
      }, goesFirst);
    const waiting = [task('a', false), task('b', false), task('c', true), task('d', true)];
    await assert.rejects(task('e', false), TooBusy);
    await assert.rejects(task('f', true), TooBusy);
    finish();
    await Promise.all([running, ...waiting]);
    assert.deepEqual(order, ['c', 'd', 'a', 'b']);
    await task('g', false);
  });
});
