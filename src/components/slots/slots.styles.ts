import { css } from 'lit';

export const slotsStyles = css`
  :host {
    display: grid !important;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  legend,
  .legend {
    margin-bottom: 6px;
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  .legend {
    margin-bottom: -6px;
  }
  select.input {
    padding-inline-end: 40px;
    background: conic-gradient(from -45deg at bottom, var(--_ink-2) 90deg, transparent 0) right 15px
      center / 10px 5px no-repeat var(--_surface);
  }
  .grid {
    display: grid;
    gap: 8px;
    grid-template-columns: repeat(auto-fill, minmax(136px, 1fr));
  }
  .grid .chip {
    justify-content: center;
    padding-inline: 8px;
    text-align: center;
    line-height: 1.3;
  }
  .time {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .rest {
    display: block;
    font-size: var(--_small);
    font-weight: 400;
  }
  .picked {
    position: sticky;
    bottom: 0;
    z-index: 1;
    margin: 0 -2px;
    padding: 10px 2px;
    background: var(--_surface);
    color: var(--_accent);
    font-weight: 600;
  }
  .picked:empty {
    display: none;
  }
  .full {
    border-style: dashed;
    color: var(--_ink-2);
    cursor: default;
  }
  .full .time {
    text-decoration: line-through;
  }
  .full input {
    cursor: default;
  }
`;
