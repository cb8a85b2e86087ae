import { css } from 'lit';

export const othersStyles = css`
  .notice {
    align-items: flex-start;
  }
  .grow {
    display: grid;
    gap: 8px;
    min-width: 0;
  }
  ul {
    display: grid;
    gap: 6px;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    align-items: baseline;
  }
  .button {
    justify-self: start;
  }
`;
