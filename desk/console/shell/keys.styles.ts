import { css } from 'lit';

export const keysStyles = css`
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 10px 16px;
    align-items: center;
    margin: 12px 0;
  }
  dt {
    display: flex;
    gap: 6px;
  }
  kbd {
    min-width: 28px;
    padding: 1px 8px;
    border: 1px solid var(--_edge);
    border-radius: 7px;
    background: var(--_surface-2);
    font: inherit;
    font-size: 13px;
    text-align: center;
  }
`;
