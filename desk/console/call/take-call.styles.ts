import { css } from 'lit';

export const takeCallStyles = css`
  #offered {
    margin-bottom: 10px;
  }
  .offered {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .offered li {
    display: grid;
    gap: 8px;
    padding: 12px 14px;
    border: 1px solid var(--_line);
    border-radius: 12px;
  }
  .offered .number {
    font-size: 17px;
    font-weight: 650;
  }
  .offered .button {
    justify-self: start;
  }
  select.input {
    width: 100%;
  }
  #caller {
    font-size: 20px;
  }
`;
