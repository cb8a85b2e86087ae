/**
 * Returns `count` unpredictable bytes. Passed in everywhere, so that tests can decide what is
 * drawn.
 */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * Draws a whole number from 0 to `below` - 1, each equally likely.
 * @param below At most 2^24
 * @example randomInteger(randomBytes, 6) + 1 // rolls a die
 */
export function randomInteger(random: RandomBytes, below: number): number {
  const limit = 2 ** 24 - (2 ** 24 % below);
  for (;;) {
    const [a = 0, b = 0, c = 0] = random(3);
    const value = a * 65_536 + b * 256 + c;
    // Values beyond the last whole multiple of `below` would make small results more likely.
    if (value < limit) return value % below;
  }
}
