import { css } from 'lit';

/** Buttons that the widget does not have. */
export const buttonStyles = css`
  .button.bad {
    background: var(--_bad);
    color: var(--_surface);
  }
  .button.small-button {
    min-height: 36px;
    padding: 4px 12px;
    border-radius: 10px;
    font-size: 14px;
  }
`;
