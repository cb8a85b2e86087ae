import { css } from 'lit';

export const panelStyles = css`
  /* What is around it lets presses through to the page. */
  :host {
    pointer-events: auto;
  }
  dialog,
  .panel {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0;
    /* Visible in forced-colors mode. */
    border: 1px solid transparent;
    color: var(--_ink);
    background: var(--_surface);
  }
  /* A closed panel is laid out, so that it opens without waiting for that. */
  dialog:not([open]) {
    visibility: hidden;
  }
  dialog {
    position: fixed;
    inset: auto;
    right: calc(var(--hotline-offset-x, 20px) + env(safe-area-inset-right));
    bottom: calc(var(--hotline-offset-y, 20px) + env(safe-area-inset-bottom));
    z-index: 1;
    width: 380px;
    max-width: calc(100vw - 24px);
    height: auto;
    /* % is the visible height, with or without a phone's toolbars. vh is not, and dvh is too new. */
    max-height: min(760px, calc(100% - 40px));
    min-height: min(var(--_tallest, 0px), 760px, calc(100% - 40px));
    border-radius: 20px;
    box-shadow: var(--_shadow);
    overflow: hidden;
  }
  :host([left]) dialog {
    right: auto;
    left: calc(var(--hotline-offset-x, 20px) + env(safe-area-inset-left));
  }
  dialog::backdrop {
    background: rgb(10 14 22 / 0.5);
  }
  .panel {
    border-color: var(--_line);
    border-radius: 20px;
  }
  .head {
    display: flex;
    flex: none;
    gap: 4px;
    align-items: flex-start;
    padding: 16px 12px 8px 20px;
  }
  /* In the middle of the first line of the title. */
  .head:not(.sub) .icon {
    margin-top: calc(12.6px - var(--_target) / 2);
  }
  .head.sub {
    align-items: center;
    padding: 10px 12px 6px 8px;
  }
  .who {
    flex: 1;
    min-width: 0;
  }
  .care {
    flex: none;
    margin: -9px 4px;
  }
  h2 {
    font-size: 18px;
    line-height: 1.4;
  }
  h2:focus {
    outline: none;
  }
  .badge {
    display: inline-block;
    margin-top: 6px;
    padding: 2px 10px;
    border-radius: 12px;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: max(12px, 0.85em);
    font-weight: 600;
    line-height: 20px;
  }
  .badge.vip {
    background: linear-gradient(95deg, #f8ecd2, #f0dcb0);
    color: #6d4a0d;
  }
  .badge.diamond {
    background: linear-gradient(95deg, #1d2140, #3b2f74 60%, #6a4fb3);
    color: #f3f0ff;
  }
  .body {
    display: grid;
    gap: 18px;
    min-height: 0;
    padding: 8px 20px 20px;
    overflow-y: auto;
    overscroll-behavior: contain;
    grid-template-columns: minmax(0, 1fr);
    /* Not as high as the minimum of an element that is taller: it would lie over the next. */
    grid-auto-rows: max-content;
  }
  .places {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    justify-content: center;
  }
  .body > [role='status']:empty {
    display: none;
  }
  .body > .visually-hidden {
    position: absolute;
    display: block;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 480px) {
    dialog,
    :host([left]) dialog {
      inset: auto 0 0;
      width: 100%;
      max-width: none;
      max-height: calc(100% - 24px);
      min-height: min(var(--_tallest, 0px), calc(100% - 24px));
      border-radius: 20px 20px 0 0;
      padding-bottom: env(safe-area-inset-bottom);
    }
  }
`;
