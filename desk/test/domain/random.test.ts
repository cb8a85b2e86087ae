import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { randomInteger } from '../../src/domain/random.ts';

describe('randomInteger', () => {
  it('returns a whole number from 0 to below - 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 24 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (below, bytes) => {
          const value = randomInteger(
            (count) => Uint8Array.from({ length: count }, () => Number(bytes.next().value)),
            below,
          );
          assert.ok(Number.isInteger(value) && value >= 0 && value < below);
        },
      ),
    );
  });

  it('draws again when a value would make small results more likely', () => {
    const draws = [
      [255, 255, 255],
      [0, 0, 7],
    ];
    assert.equal(
      randomInteger(() => Uint8Array.from(draws.shift() ?? []), 100_000),
      7,
    );
  });
});
