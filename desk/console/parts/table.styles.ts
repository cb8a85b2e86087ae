import { css } from 'lit';

/** Tables. */
export const tableStyles = css`
  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  th,
  td {
    padding: 10px 12px;
    border-bottom: 1px solid var(--_line);
    text-align: start;
    vertical-align: middle;
  }
  th {
    color: var(--_ink-2);
    font-size: 13px;
    font-weight: 600;
    white-space: nowrap;
  }
  tr:last-child > td {
    border-bottom: 0;
  }
  td.figure,
  th.figure {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
`;
