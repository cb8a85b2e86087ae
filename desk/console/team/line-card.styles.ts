import { css } from 'lit';

export const lineCardStyles = css`
  :host {
    display: grid !important;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
    align-content: start;
  }
  h3 {
    font-size: 16px;
  }
  h3:focus {
    outline: none;
  }
  .big {
    font-size: 22px;
    font-weight: 650;
    line-height: 1.3;
  }
  .notice {
    padding: 10px 12px;
    font-size: 14px;
  }
  .quiet {
    justify-self: start;
    margin-inline-start: -10px;
  }
  .actions {
    margin-top: 2px;
  }
`;
