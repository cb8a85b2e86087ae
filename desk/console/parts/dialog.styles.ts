import { css } from 'lit';

/** Modal dialogs: the list of shortcuts and the dialogs of the team page. */
export const dialogStyles = css`
  dialog {
    width: min(480px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 24px;
    border: 1px solid var(--_line);
    border-radius: 16px;
    background: var(--_surface);
    color: var(--_ink);
    box-shadow: var(--_shadow);
  }
  dialog .number {
    white-space: nowrap;
  }
  dialog::backdrop {
    background: rgb(16 24 40 / 0.45);
  }
`;
