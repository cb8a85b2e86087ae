import { css } from 'lit';

/** Badges of tiers. */
export const tierBadgeStyles = css`
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
    /* Wraps between words if it must, never inside one. */
    overflow-wrap: normal;
    word-break: normal;
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
`;
