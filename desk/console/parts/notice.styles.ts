import { css } from 'lit';

/** Notices inside a page. */
export const noticeStyles = css`
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
`;
