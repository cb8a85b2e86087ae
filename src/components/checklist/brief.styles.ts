import { css } from 'lit';

export const briefStyles = css`
  :host(:not(.filled)) .answers,
  .answers + hotline-brief-code {
    margin-top: 14px;
  }
  .answers details {
    border-bottom: 1px solid var(--_line);
  }
  .answers p {
    padding: 0 0 12px 24px;
    color: var(--_ink-2);
  }
  /* As high while it loads as it is then. */
  hotline-brief-code {
    display: block;
    min-height: calc(var(--_control) + 6px + var(--_small) * 3);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    justify-content: space-between;
  }
`;
