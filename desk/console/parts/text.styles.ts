import { css } from 'lit';

/** Headings, rows, figures, and text for screen readers only. */
export const textStyles = css`
  h1 {
    margin: 0;
    font-size: 20px;
    font-weight: 650;
    line-height: 1.3;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 15px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .spread {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .quiet-words {
    color: var(--_ink-2);
  }
  .number {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.01em;
    white-space: nowrap;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
