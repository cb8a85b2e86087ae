import { css } from 'lit';

/** Kinds of buttons that the widget's controls lack: dangerous and small. */
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
