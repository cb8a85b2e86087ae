import type { Effects } from './effects.ts';

/** 128 random bits, as an Idempotency-Key. */
export const randomKey = ({ crypto }: Pick<Effects, 'crypto'>): string =>
  crypto.getRandomValues(new Uint32Array(4)).join('-');
