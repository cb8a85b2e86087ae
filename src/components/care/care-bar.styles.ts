import { css } from 'lit';

export const careBarStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    padding-top: 1em;
    border-top: 1px solid var(--_line);
  }
  .button {
    flex: 1 1 auto;
    padding-inline: 12px;
  }
`;
