import { css } from 'lit';

export const callAboutStyles = css`
  .fields {
    display: grid;
    gap: 12px 14px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
  }
  .input {
    width: 100%;
  }
`;
