import { css } from 'lit';

/** Cards, empty states, and placeholders while loading. */
export const cardStyles = css`
  .card {
    padding: 18px;
    border: 1px solid var(--_line);
    border-radius: 14px;
    background: var(--_surface);
    box-shadow: var(--_card-shadow);
  }
  .empty {
    display: grid;
    gap: 8px;
    justify-items: center;
    padding: 56px 20px;
    color: var(--_ink-2);
    text-align: center;
  }
  .empty svg {
    width: 32px;
    height: 32px;
    stroke-width: 1.4;
  }
  .empty strong {
    color: var(--_ink);
    font-weight: 600;
  }
  .bones {
    display: grid;
    gap: 14px;
  }
  .bone {
    height: 18px;
    border-radius: 8px;
    background: currentColor;
    opacity: 0.08;
  }
`;
