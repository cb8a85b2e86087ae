/**
 * Service figures.
 *
 * - `GET /wall?days=1|30` → WallView
 * - `GET /wall.csv?days=1|30`
 */
import type { Outcome } from './ticket.ts';

/** How many promises of a first call were kept and broken. */
export interface Kept {
  kept: number;
  broken: number;
}

export interface WallView {
  asOf: number;
  days: 1 | 30;
  now: {
    waiting: number;
    /** Wait for their line to open. */
    atOpening: number;
    late: number;
    soonLate: number;
    /** Neither held nor callable yet: `isLater`. */
    later: number;
    agentsHere: number;
    agentsOnCall: number;
  };
  /** Promises that fell due within the period. */
  promise: Kept;
  byTier: { tier: string | null; promise: Kept }[];
  /** Tickets of calls that came in. Nothing was promised to them. */
  calls: number;
  /**
   * Oldest first. Dates on the shop's clock: `2026-11-22`. `created` counts all tickets, `calls`
   * those of calls that came in.
   */
  byDay: { date: string; created: number; calls: number; promise: Kept }[];
  /** From creation, or the start of the booked slot, to the first call, ms; null without calls. */
  medianFirstCallMs: number | null;
  outcomes: Record<Outcome, number>;
  /** Number of ratings of 1, 2, 3, 4 and 5. */
  ratings: [number, number, number, number, number];
  /** Newest first, at most 20. */
  comments: { number: string; rating: number; text: string | null; at: number }[];
}
