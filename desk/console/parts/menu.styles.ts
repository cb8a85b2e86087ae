import { css } from 'lit';

/** A button of the top bar that opens a sheet below it. */
export const menuStyles = css`
  .menu {
    position: relative;
  }
  .menu summary {
    gap: 8px;
    padding: 0 10px;
    border-radius: 10px;
    color: var(--_ink-2);
  }
  .menu summary:hover {
    background: var(--_surface-2);
  }
  .menu summary svg {
    width: 20px;
    height: 20px;
    transform: none;
  }
  .sheet {
    position: absolute;
    top: calc(100% + 8px);
    inset-inline-end: 0;
    z-index: 5;
    display: grid;
    gap: 14px;
    width: min(280px, calc(100vw - 28px));
    padding: 18px;
    border: 1px solid var(--_line);
    border-radius: 14px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .check {
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: var(--_target);
    cursor: pointer;
  }
  .check input {
    width: 18px;
    height: 18px;
    accent-color: var(--_accent);
  }
`;
