import { css } from 'lit';

/** Radio buttons in one frame: one of a few. */
export const segmentStyles = css`
  .segment {
    display: flex;
    gap: 2px;
    padding: 3px;
    border: 1px solid var(--_edge);
    border-radius: 12px;
  }
  .segment label {
    position: relative;
    display: grid;
    place-items: center;
    min-height: 38px;
    padding: 0 14px;
    border-radius: 9px;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .segment .on {
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
    box-shadow: inset 0 0 0 1px;
  }
  .segment input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: inherit;
    appearance: none;
    cursor: pointer;
  }
`;
