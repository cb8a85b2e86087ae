import type { RandomBytes } from './random.ts';

/** An id that sorts by the time (epoch ms) at which it was made: 9 characters of time and 16 of chance, in lower-case base 36 and hex. */
export const sortedId = (now: number, random: RandomBytes): string =>
  now.toString(36).padStart(9, '0') + Buffer.from(random(8)).toString('hex');
