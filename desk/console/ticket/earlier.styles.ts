import { css } from 'lit';

export const earlierStyles = css`
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    border-bottom: 1px solid var(--_line);
  }
  li:last-child {
    border: 0;
  }
  a {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    color: var(--_accent);
  }
  li .small {
    margin-inline-start: auto;
  }
`;
