import { css } from 'lit';

/** Badges, cards, tables, empty states and the like, shared by the pages. */
export const parts = css`
  h1 {
    margin: 0;
    font-size: 20px;
    font-weight: 650;
    line-height: 1.3;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    font-size: 15px;
  }
  .card {
    padding: 18px;
    border: 1px solid var(--_line);
    border-radius: 14px;
    background: var(--_surface);
    box-shadow: var(--_card-shadow);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .spread {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .quiet-words {
    color: var(--_ink-2);
  }
  .tier {
    display: inline-flex;
    align-items: center;
    max-width: 100%;
    padding: 1px 9px;
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
  }
  .tier.guest {
    background: var(--_surface-2);
    color: var(--_ink-2);
  }
  .tier.vip {
    background: var(--_vip-ground);
    color: var(--_vip-ink);
  }
  .tier.diamond {
    background: linear-gradient(120deg, #231d4d, #5a419f);
    color: #fff;
  }
  .mark {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    color: var(--_ink-2);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
    white-space: nowrap;
  }
  .mark svg {
    width: 14px;
    height: 14px;
  }
  .mark.urgent,
  .mark.bad {
    color: var(--_bad);
  }
  .mark.nudged,
  .mark.warn {
    color: var(--_warn);
  }
  .mark.ok {
    color: var(--_ok);
  }
  .mark.accent {
    color: var(--_accent);
  }
  .badge {
    display: inline-flex;
    gap: 4px;
    align-items: center;
    padding: 1px 9px;
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--_surface-2);
    color: var(--_ink-2);
    font-size: 12px;
    font-weight: 600;
    line-height: 18px;
  }
  .badge.ok {
    background: var(--_ok-soft);
    color: var(--_ok);
  }
  .badge.warn {
    background: var(--_soon-soft);
    color: var(--_warn);
  }
  .badge.bad {
    background: var(--_late-soft);
    color: var(--_bad);
  }
  .badge svg {
    width: 14px;
    height: 14px;
  }
  .number {
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.01em;
    white-space: nowrap;
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
  .field {
    display: grid;
    gap: 6px;
  }
  .field > label,
  .field > .label {
    font-weight: 600;
  }
  .notice {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_surface-2);
    line-height: 1.5;
  }
  .notice.bad {
    background: var(--_late-soft);
    color: var(--_bad);
  }
  .notice.warn {
    background: var(--_soon-soft);
    color: var(--_warn);
  }
  .notice.ok {
    background: var(--_ok-soft);
    color: var(--_ok);
  }
  .notice svg {
    margin-top: 1px;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    text-align: start;
  }
  th,
  td {
    padding: 10px 12px;
    border-bottom: 1px solid var(--_line);
    text-align: start;
    vertical-align: middle;
  }
  th {
    color: var(--_ink-2);
    font-size: 13px;
    font-weight: 600;
    white-space: nowrap;
  }
  tr:last-child > td {
    border-bottom: 0;
  }
  td.figure,
  th.figure {
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
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
  .bone {
    height: 18px;
    border-radius: 8px;
    background: currentColor;
    opacity: 0.08;
  }
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
  dialog::backdrop {
    background: rgb(16 24 40 / 0.45);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
