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
  fieldset label {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    min-height: var(--_target);
    padding: 9px 12px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    cursor: pointer;
  }
  .field label {
    font-weight: 600;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  label.on {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  label span {
    display: grid;
    line-height: 1.45;
  }
  .quiet-hours {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  [type='radio'] {
    width: 18px;
    height: 18px;
    margin-top: 2px;
    flex: none;
    accent-color: var(--_accent);
  }
`;
