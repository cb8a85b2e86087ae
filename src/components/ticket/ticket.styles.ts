import { css } from 'lit';

export const ticketStyles = css`
  .ticket {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
  }
  .lead {
    font-size: 1.2em;
    line-height: 1.4;
  }
  .number {
    display: flex;
    gap: 4px;
    align-items: center;
    font-size: 24px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .number > span:first-child {
    white-space: nowrap;
  }
  .pass,
  .answer {
    padding: 14px;
    border-radius: 14px;
    background: var(--_surface-2);
  }
  .answer {
    display: grid;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .pass .link {
    text-align: start;
  }
  .pass b {
    display: block;
    margin-top: 2px;
    font-size: 22px;
    letter-spacing: 0.1em;
  }
  .dial {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: center;
  }
  .dial .link {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .timeline li {
    position: relative;
    display: grid;
    grid-template-columns: 20px 1fr auto;
    gap: 10px;
    padding-bottom: 14px;
    line-height: 20px;
  }
  .timeline li:not(:last-child)::before {
    content: '';
    position: absolute;
    top: 18px;
    bottom: -4px;
    left: 9px;
    width: 2px;
    background: var(--_line);
  }
  .timeline i {
    width: 12px;
    height: 12px;
    margin: 4px;
    border-radius: 50%;
    background: var(--_ok);
    z-index: 1;
  }
  .timeline .now i {
    background: var(--_accent);
    box-shadow: 0 0 0 4px var(--_accent-soft);
  }
  .timeline .ahead {
    color: var(--_ink-2);
  }
  .timeline .ahead i {
    background: var(--_surface);
    box-shadow: inset 0 0 0 2px var(--_edge);
  }
  .timeline time {
    color: var(--_ink-2);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions:empty {
    display: none;
  }
  .actions .button {
    flex: 1 1 auto;
    min-width: 120px;
  }
  .stay {
    position: sticky;
    bottom: 0;
    z-index: 1;
    padding: 8px 0;
    background: var(--_surface);
  }
  .sure,
  .rate {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
    padding: 14px;
    border: 1px solid var(--_line);
    border-radius: 14px;
  }
  .rate .chips {
    display: grid;
    gap: 4px;
    grid-template-columns: repeat(5, minmax(0, 1fr));
  }
  .rate .chip {
    justify-content: center;
    padding: 4px 2px;
    font-size: 13px;
    line-height: 1.25;
    text-align: center;
  }
  #sure {
    font-weight: 600;
  }
  #sure:focus {
    outline: none;
  }
  legend {
    margin-bottom: 8px;
    padding: 0;
    font-weight: 600;
  }
  .bone {
    height: 20px;
    border-radius: 8px;
    background: currentColor;
    opacity: 0.08;
  }
`;
