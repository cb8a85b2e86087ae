import { css } from 'lit';

/** Badges of a status. */
export const badgeStyles = css`
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
    /* Wraps between words if it must, never inside one. */
    overflow-wrap: normal;
    word-break: normal;
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
`;
