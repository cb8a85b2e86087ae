import { css } from 'lit';

export const endStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }
  .notice .small {
    color: inherit;
  }
`;
