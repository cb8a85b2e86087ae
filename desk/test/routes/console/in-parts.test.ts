import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapInParts } from '../../../src/routes/console/in-parts.ts';

describe('mapInParts', () => {
  it('maps all in order', async () => {
    for (const length of [0, 1, 125, 126, 1_000]) {
      const list = Array.from({ length }, (_, index) => index);
      assert.deepEqual(
        await mapInParts(list, (each) => each * 2),
        list.map((each) => each * 2),
      );
    }
  });

  it('lets others go on between its parts', async () => {
    const list = Array.from({ length: 1_000 }, (_, index) => index);
    let mapped = 0;
    const seen: number[] = [];
    const look = (): void => {
      seen.push(mapped);
      if (mapped < list.length) setImmediate(look);
    };
    setImmediate(look);
    await mapInParts(list, () => mapped++);
    const longest = Math.max(...seen.map((at, index) => at - (seen[index - 1] ?? 0)));
    assert.ok(longest <= 250, `${longest} in one stretch`);
    assert.ok(seen.length > 4);
  });
});
