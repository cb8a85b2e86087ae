import { MINUTE } from '../../../src/core/time.ts';

/** The clocks of two desks, or of a desk and its database's earlier one, may differ by this, ms. */
const MAX_SKEW_MS = MINUTE;

/**
 * The latest instant (epoch ms) that can have been written by now. A later one is of a clock that
 * was wrong: it is stale, not fresh.
 */
export const latestPast = (now: number): number => now + MAX_SKEW_MS;
