import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GuestFlood } from '../../src/domain/flood.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const HOUR = 3_600_000;

describe('GuestFlood', () => {
  it('asks for work from the limit on, and for more the more come', () => {
    const flood = new GuestFlood();
    const bits: Record<number, number> = {};
    for (let count = 1; count <= 200; count++) {
      flood.add(NOW);
      assert.equal(flood.isOn(10, NOW), count >= 10);
      bits[count] = flood.bits(10, NOW);
    }
    const steps = [1, 10, 19, 20, 39, 40, 79, 80, 200];
    assert.deepEqual(
      steps.map((count) => bits[count]),
      [13, 13, 13, 14, 14, 15, 15, 15, 15],
    );
  });

  it('ends with the hour, whichever way the clock goes', () => {
    for (const then of [NOW + HOUR, NOW - HOUR]) {
      const flood = new GuestFlood();
      flood.add(NOW);
      assert.equal(flood.isOn(1, NOW + HOUR - 1), true);
      assert.equal(flood.isOn(1, then), false);
    }
  });
});
