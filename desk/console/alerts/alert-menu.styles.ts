import { css } from 'lit';

export const alertMenuStyles = css`
  .sheet {
    width: min(330px, calc(100vw - 28px));
  }
  .on summary {
    color: var(--_accent);
  }
  .waits summary {
    color: var(--_warn);
  }
  .waits span {
    font-size: 13px;
    white-space: nowrap;
  }
  legend {
    padding: 0;
    color: var(--_ink-2);
    font-size: 13px;
  }
  .kind {
    flex-wrap: nowrap;
    justify-content: space-between;
  }
  .kind .button {
    flex: none;
  }
  .warn {
    color: var(--_warn);
  }
  @media (max-width: 719px) {
    .waits summary span.waits {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  /* Two menus stand side by side: this one's sheet begins further left. */
  @media (max-width: 480px) {
    .menu {
      position: static;
    }
    .sheet {
      top: 54px;
      inset-inline: 14px;
      width: auto;
    }
  }
`;
