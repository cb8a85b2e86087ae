/**
 * What agents have done.
 *
 * - `GET /me/figures` → OwnFigures: of the agent who asks, since the shop's day began
 * - `GET /figures?period=` or `?from=&to=` → FiguresView, for supervisors
 * - `GET /figures.csv`, with the same query
 */

/** Periods that have a name. The last days end with today. */
export const FIGURE_PERIODS = ['today', 'yesterday', '7', '30'] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];

/** The longest period with dates of one's own, days. */
export const MAX_FIGURE_DAYS = 366;

/** Calls that ended in a period. */
export interface CallFigures {
  /** All calls with a result. */
  calls: number;
  /** Those of them that came in. */
  cameIn: number;
  /** Those in which the member was reached; whoever called in was. */
  reached: number;
  /** First calls that a promise was waiting for, made in time and late. */
  kept: number;
  broken: number;
  /** Duration of all calls, ms. */
  talkMs: number;
  /** Ratings of tickets whose last call it was: how many, and their sum. */
  ratings: number;
  stars: number;
}

/** Figures without any call. */
export const NO_FIGURES: CallFigures = {
  calls: 0,
  cameIn: 0,
  reached: 0,
  kept: 0,
  broken: 0,
  talkMs: 0,
  ratings: 0,
  stars: 0,
};

export interface OwnFigures {
  asOf: number;
  figures: CallFigures;
}

export interface FiguresView {
  /** First and last day on the shop's clock: `2026-11-22`. */
  from: string;
  to: string;
  total: CallFigures;
  /** The same number of days before; of a day that is not over, until the same time. */
  before: CallFigures;
  /** By id, most calls first. Agents without calls are left out. */
  agents: { agent: string; figures: CallFigures }[];
  lines: { line: string; figures: CallFigures }[];
}
