import { css } from 'lit';

export const figuresStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .card {
    display: grid;
    gap: 12px;
  }
  .segment {
    flex-wrap: wrap;
    justify-self: start;
  }
  .own {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(100px, 1fr));
    gap: 12px 16px;
  }
  dt {
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  dd,
  td {
    font-variant-numeric: tabular-nums;
  }
  dd {
    display: grid;
  }
  dd b {
    font-size: 22px;
    font-weight: 650;
    line-height: 1.35;
  }
  .dates {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
  }
  .dates .hint {
    flex: 1 0 100%;
  }
  .dates .hint:empty {
    display: none;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    padding: 8px 0 4px;
    font-weight: 600;
    text-align: start;
  }
  :is(th, td) {
    padding: 8px 12px 8px 0;
    border-bottom: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  :is(th, td) + :is(th, td) {
    padding-inline-end: 0;
    text-align: end;
  }
  tbody tr:last-child > :is(th, td) {
    border-bottom: 0;
  }
  thead th {
    color: var(--_ink-2);
    font-size: var(--_small);
    font-weight: 400;
  }
  tbody th {
    width: 30%;
    color: inherit;
    font-size: inherit;
    font-weight: 600;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  td b {
    display: block;
    font-weight: 600;
  }
  /* Narrow: each row is a small card, whose figures have their names. */
  @media (max-width: 719px) {
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 6px 12px;
      padding: 10px 0;
      border-bottom: 1px solid var(--_line);
    }
    tbody th {
      grid-column: 1 / -1;
      width: auto;
    }
    tbody :is(th, td) {
      padding: 0;
      border: 0;
      text-align: start;
    }
    tbody tr:last-child {
      border-bottom: 0;
    }
    .segment label {
      padding: 0 10px;
    }
    td::before {
      display: block;
      color: var(--_ink-2);
      font-size: var(--_small);
      content: attr(data-name);
    }
  }
`;
