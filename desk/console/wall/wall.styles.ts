import { css } from 'lit';

export const wallStyles = css`
  :host(:fullscreen) {
    max-width: none;
    padding: 32px 40px;
    background: var(--_ground);
    font-size: 18px !important;
    overflow: auto;
    --_small: 16px;
  }
  h1 .small {
    font-weight: 400;
  }
  :host(:fullscreen) h2 {
    font-size: 18px;
  }
  .now {
    display: grid;
    grid-template-columns: repeat(6, minmax(0, 1fr));
    gap: 12px;
  }
  .tile {
    display: grid;
    gap: 2px;
    align-content: space-between;
    padding: 14px 16px;
  }
  .tile dt {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  .tile dt svg {
    width: 15px;
    height: 15px;
  }
  .tile dd {
    font-size: 40px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.15;
  }
  .tile dd .small {
    display: block;
    font-weight: 400;
  }
  .tile.bad {
    border-color: var(--_bad);
    background: var(--_late-soft);
  }
  .tile.bad :is(dt, dd) {
    color: var(--_bad);
  }
  .tile.warn {
    background: var(--_soon-soft);
  }
  .tile.warn :is(dt, dd) {
    color: var(--_warn);
  }
  :host(:fullscreen) .tile dd {
    font-size: clamp(56px, 7vw, 120px);
  }
  :host(:fullscreen) .tile dt {
    font-size: 18px;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 12px;
  }
  .fact .big {
    margin: 4px 0 2px;
    font-size: 30px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }
  :host(:fullscreen) .fact .big {
    font-size: 48px;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px;
  }
  .charts .whole {
    grid-column: 1 / -1;
  }
  .comments {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
    gap: 4px 28px;
    margin-top: 8px;
  }
  .comments li {
    display: grid;
    gap: 2px;
    align-content: start;
    padding: 8px 0;
  }
  .comments .link {
    font-size: var(--_small);
  }
  .stars {
    display: inline-flex;
    color: var(--_edge);
  }
  .stars svg {
    width: 16px;
    height: 16px;
  }
  .stars .full svg {
    color: var(--_busy);
    fill: currentColor;
  }
  @media (max-width: 979px) {
    .now {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .charts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 719px) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
    }
    .tile dd {
      font-size: 32px;
    }
  }
  @media (max-width: 359px) {
    .now {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
