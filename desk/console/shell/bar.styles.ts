import { css } from 'lit';

export const barStyles = css`
  header {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 18px;
    align-items: center;
    padding: 8px 20px;
    border-bottom: 1px solid var(--_line);
    background: var(--_surface);
  }
  .brand {
    overflow: hidden;
    max-width: 24ch;
    font-size: 16px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .counts {
    display: flex;
    gap: 12px;
    color: var(--_ink-2);
    font-size: 14px;
  }
  .counts .mark {
    font-size: 14px;
  }
  .connection {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    margin-inline-end: auto;
    color: var(--_ink-2);
    font-size: 13px;
  }
  .connection i,
  .presence i {
    width: 8px;
    height: 8px;
    flex: none;
    border-radius: 50%;
    background: var(--_edge);
  }
  .connection.live i,
  .on.here i {
    background: var(--_ok);
  }
  .on.on-call i {
    background: var(--_busy);
  }
  .connection.polled,
  .connection.lost {
    color: var(--_warn);
  }
  .connection.polled i,
  .connection.lost i {
    background: var(--_warn);
  }
  .presence {
    display: flex;
    padding: 3px;
    border-radius: 12px;
    background: var(--_surface-2);
  }
  .presence label {
    position: relative;
    display: inline-flex;
    gap: 7px;
    align-items: center;
    min-height: 38px;
    padding: 0 12px;
    border: 1px solid transparent;
    border-radius: 9px;
    color: var(--_ink-2);
    font-size: 14px;
    white-space: nowrap;
    cursor: pointer;
  }
  .presence label.on {
    border-color: var(--_edge);
    background: var(--_surface);
    color: var(--_ink);
    font-weight: 600;
  }
  .presence input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: inherit;
    -webkit-appearance: none;
    appearance: none;
    cursor: pointer;
  }
  .call {
    white-space: nowrap;
  }
  @media (max-width: 359px) {
    .call svg {
      display: none;
    }
  }
  .name {
    overflow: hidden;
    max-width: 12ch;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @media (max-width: 719px) {
    header {
      gap: 6px 10px;
      padding: 6px 12px;
    }
    .name,
    .connection.live span,
    .connection.connecting span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    /* Gives its room to the buttons, before one of them wraps. */
    .brand {
      flex: 1 1 2em;
      min-width: 0;
      max-width: max-content;
    }
    .menu,
    desk-alert-menu {
      order: 1;
    }
    .presence {
      order: 2;
      flex: 1 1 100%;
    }
    .presence label {
      flex: 1;
      justify-content: center;
      padding: 0 6px;
    }
  }
  /* The queue's own filter says how many there are. */
  @media (max-width: 599px) {
    .counts > span:not(.mark) {
      display: none;
    }
  }
  /* The navigation says how many are late. */
  @media (max-width: 419px) {
    .counts {
      display: none;
    }
  }
`;
