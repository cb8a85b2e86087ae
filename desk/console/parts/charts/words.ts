/** Texts of the charts, apart from their data. */
export interface ChartWords {
  noData: string;
  /** Label of the disclosure that shows a chart's data as a table. */
  asTable: string;
  date: string;
  kept: string;
  broken: string;
  keptShare: string;
  created: string;
  /** Headings of the columns of a bar table. */
  what: string;
  count: string;
  /** One-sentence summary of a chart. */
  keptOf: (percent: string, kept: number, all: number) => string;
}
