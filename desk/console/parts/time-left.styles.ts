import { css } from 'lit';

/** Time left of a promise. Words and an icon say the same as the colour. */
export const timeLeftStyles = css`
  .left {
    display: grid;
    gap: 6px;
    color: var(--_ink);
  }
  .left .words {
    display: flex;
    gap: 6px;
    align-items: center;
    font-weight: 600;
    line-height: 1.3;
  }
  .left svg {
    width: 16px;
    height: 16px;
    color: var(--_ink-2);
  }
  .left .track {
    display: block;
    overflow: hidden;
    height: 5px;
    border-radius: 3px;
    background: var(--_line);
  }
  .left .track > span {
    display: block;
    height: 100%;
    border-radius: inherit;
    background: var(--_accent);
    transform-origin: 0 50%;
  }
  .left.soon,
  .left.soon svg {
    color: var(--_warn);
  }
  .left.soon .track > span {
    background: var(--_busy);
  }
  .left.late,
  .left.late svg {
    color: var(--_bad);
  }
  .left.late .track > span {
    background: var(--_bad);
  }
  .left.later,
  .left.none {
    color: var(--_ink-2);
  }
  @media (forced-colors: active) {
    .left .track {
      border: 1px solid;
    }
    .left .track > span {
      background: CanvasText;
    }
  }
`;
