import { css } from 'lit';

/** Icons with a word: urgent, senior, nudged. */
export const markStyles = css`
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
`;
