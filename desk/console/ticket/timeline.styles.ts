import { css } from 'lit';

export const timelineStyles = css`
  li {
    position: relative;
    display: grid;
    grid-template-columns: 20px 1fr auto;
    gap: 10px;
    padding-bottom: 14px;
    line-height: 20px;
  }
  li:not(:last-child)::before {
    content: '';
    position: absolute;
    top: 18px;
    bottom: -4px;
    left: 9px;
    width: 2px;
    background: var(--_line);
  }
  i {
    z-index: 1;
    width: 12px;
    height: 12px;
    margin: 4px;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--_ok);
  }
  .now i {
    background: var(--_accent);
    box-shadow: 0 0 0 4px var(--_accent-soft);
  }
  time {
    color: var(--_ink-2);
    font-size: 13px;
  }
`;
