import { css } from 'lit';

export const ratingStyles = css`
  blockquote {
    margin: 0;
    white-space: pre-wrap;
    padding: 10px 14px;
    border-radius: 12px;
    background: var(--_surface-2);
  }
  .stars {
    display: flex;
    gap: 2px;
    align-items: center;
    color: var(--_busy);
  }
  .stars .full svg {
    fill: currentColor;
  }
  .stars b {
    margin-inline-start: 8px;
    color: var(--_ink);
  }
`;
