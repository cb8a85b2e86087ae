import { css } from 'lit';

export const briefStyles = css`
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 18px;
    align-items: center;
  }
  dt {
    color: var(--_ink-2);
    font-size: 13px;
  }
  .icon {
    margin: -10px 0;
  }
  .words {
    white-space: pre-wrap;
  }
`;
