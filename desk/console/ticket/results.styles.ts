import { css } from 'lit';

export const resultsStyles = css`
  form {
    display: grid;
    gap: 14px;
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: 14px;
  }
  fieldset {
    display: grid;
    gap: 6px;
  }
  legend {
    padding: 0 0 8px;
    font-weight: 600;
  }
  .field label {
    font-weight: 600;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .quiet-hours {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
`;
