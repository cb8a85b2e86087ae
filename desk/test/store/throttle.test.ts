import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Limit } from '../../src/store/store.ts';
import { NOW, openStore, query } from '../support/database.ts';

const limit = (key: string, points = 3): Limit => ({ key, points, ms: 60_000 });

describe('throttle.take', () => {
  it('gives as many points as there are to parallel callers in two processes', async (t) => {
    const store = await openStore(t);
    const other = await openStore(t, { url: store.url });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? store : other).throttle.take([limit('a', 7)], NOW),
      ),
    );
    assert.equal(answers.filter(({ ok }) => ok).length, 7);
  });

  it('takes from all limits or from none, and says how long to wait', async (t) => {
    const { throttle } = await openStore(t);
    assert.ok((await throttle.take([limit('b', 1)], NOW)).ok);
    for (let attempt = 0; attempt < 9; attempt++)
      assert.deepEqual(await throttle.take([limit('a'), limit('b', 1)], NOW + 1_000), {
        ok: false,
        retryAfterMs: 59_000,
      });
    for (let left = 3; left > 0; left--) assert.ok((await throttle.take([limit('a')], NOW)).ok);
    assert.equal((await throttle.take([limit('a')], NOW)).ok, false);
  });

  it('starts again when the time is over, and after a time that a wrong clock wrote', async (t) => {
    const { throttle, url } = await openStore(t);
    assert.ok((await throttle.take([limit('a', 1)], NOW)).ok);
    assert.equal((await throttle.take([limit('a', 1)], NOW + 59_999)).ok, false);
    assert.ok((await throttle.take([limit('a', 1)], NOW + 60_000)).ok);
    await query(url, `update throttle set expires_at = ${NOW + 200 * 86_400_000}`);
    assert.ok((await throttle.take([limit('a', 1)], NOW + 60_000)).ok);
  });

  it('can be undone, but not after the time is over', async (t) => {
    const { throttle } = await openStore(t);
    const first = await throttle.take([limit('a', 1), limit('b', 1)], NOW);
    assert.ok(first.ok);
    await throttle.giveBack(first.taken);
    assert.ok((await throttle.take([limit('a', 1)], NOW + 60_000)).ok);
    await throttle.giveBack(first.taken);
    assert.equal((await throttle.take([limit('a', 1)], NOW + 60_000)).ok, false);
    await throttle.clear('a');
    assert.ok((await throttle.take([limit('a', 1)], NOW + 60_000)).ok);
  });

  it('leaves nothing behind once the job has run', async (t) => {
    const { throttle, lines, url } = await openStore(t);
    await throttle.take([limit('a')], NOW);
    await lines.firstLineOf('hash', 'public', NOW + 60_000, NOW);
    await throttle.removeExpired(NOW + 59_999);
    assert.equal((await query(url, 'select key from throttle')).length, 1);
    await throttle.removeExpired(NOW + 60_000);
    assert.deepEqual(await query(url, 'select key from throttle'), []);
    assert.deepEqual(await query(url, 'select hash from load_message'), []);
  });
});
