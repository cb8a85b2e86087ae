/** What the charts say, besides what they are given to show. */
export interface ChartWords {
  noData: string;
  /** Opens the data of a chart as a table. */
  asTable: string;
  date: string;
  kept: string;
  broken: string;
  keptShare: string;
  created: string;
  /** Heads of the columns of bars. */
  what: string;
  count: string;
  /** A chart in one sentence. */
  keptOf: (percent: string, kept: number, all: number) => string;
}
