import { css } from 'lit';

export const ticketCardStyles = css`
  .card {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
    padding: 16px 18px;
    border: 2px solid var(--_accent);
    border-radius: var(--_radius);
  }
  h3 {
    font-size: 1.25em;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  .nowrap {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  summary {
    width: fit-content;
    color: var(--_accent);
    font-weight: 600;
  }
  .pass b {
    display: block;
    margin-bottom: 4px;
    font-size: 22px;
    letter-spacing: 0.1em;
  }
  .row {
    justify-content: space-between;
    width: 100%;
    text-align: start;
  }
`;
