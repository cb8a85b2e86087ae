import type { RandomBytes } from './random.ts';

/**
 * An id that sorts by its time (epoch ms): 9 characters of time in base 36, then 16 random
 * hexadecimal digits.
 */
export const sortedId = (now: number, random: RandomBytes): string =>
  now.toString(36).padStart(9, '0') + Buffer.from(random(8)).toString('hex');
