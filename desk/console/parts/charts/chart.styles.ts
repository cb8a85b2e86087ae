import { css } from 'lit';

/** Kept is filled, broken is hatched: colour is never the only sign. */
export const chartStyles = css`
  .chart {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    align-content: start;
    margin: 0;
  }
  .chart figcaption {
    font-weight: 600;
  }
  .chart .no-data {
    padding: 28px 0;
    color: var(--_ink-2);
    text-align: center;
  }
  .chart svg {
    width: auto;
    height: auto;
    stroke: none;
    overflow: visible;
  }
  .chart text {
    fill: var(--_ink-2);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .chart .kept {
    fill: var(--_accent);
  }
  .chart .track {
    fill: var(--_surface-2);
  }
  .chart .broken {
    stroke: var(--_bad);
    stroke-width: 1;
  }
  .chart .hatch rect {
    fill: var(--_surface);
  }
  .chart .hatch line {
    stroke: var(--_bad);
    stroke-width: 3;
    stroke-linecap: butt;
  }
  .chart .grid {
    stroke: var(--_line);
  }
  .plot {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr);
    padding: 8px 14px 0 0;
  }
  .chart .plot .bars {
    width: 100%;
  }
  .chart .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 20px;
    color: var(--_ink-2);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .chart .legend li {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .chart summary {
    width: max-content;
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  .chart summary svg {
    width: 14px;
    height: 14px;
    stroke: currentColor;
  }
  .chart .scroll {
    max-height: 320px;
    overflow: auto;
  }
  .chart table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .chart th {
    color: inherit;
    font-size: inherit;
    font-weight: 400;
    white-space: normal;
  }
  .chart .scroll :is(th, td) {
    padding: 6px 8px 6px 0;
    border-bottom: 1px solid var(--_line);
    text-align: end;
  }
  .chart .scroll th:first-child {
    text-align: start;
  }
  .chart .scroll thead th {
    color: var(--_ink-2);
  }
  .chart .rows th {
    width: 8.5em;
    padding: 6px 12px 6px 0;
    border: 0;
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .chart .rows td {
    padding: 0;
    border: 0;
  }
  .chart .row {
    display: grid;
    grid-template-columns: minmax(24px, 1fr) 3.4em 6.2em;
    gap: 10px;
    align-items: center;
  }
  .chart .row .bar {
    width: 100%;
  }
  .chart .row :is(b, span) {
    text-align: end;
    white-space: nowrap;
  }
  .chart .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 719px) {
    .chart .rows th {
      width: 6.5em;
    }
    .chart .row {
      grid-template-columns: minmax(24px, 1fr) 3.2em 5.4em;
      gap: 6px;
    }
  }
  @media (forced-colors: active) {
    .chart .kept {
      fill: CanvasText;
    }
    .chart .broken {
      stroke: CanvasText;
    }
  }
`;
