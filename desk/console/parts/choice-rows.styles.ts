import { css } from 'lit';

/** A list to choose from: each label is a row with a box or a radio button. */
export const choiceRowsStyles = css`
  fieldset.rows label {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    min-height: var(--_target);
    padding: 9px 12px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    font-weight: 400;
    cursor: pointer;
  }
  fieldset.rows label.on {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  fieldset.rows label:has(:disabled) {
    cursor: default;
  }
  fieldset.rows label span {
    display: grid;
    min-width: 0;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  fieldset.rows .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  fieldset.rows input {
    width: 18px;
    height: 18px;
    margin-top: 2px;
    flex: none;
    accent-color: var(--_accent);
  }
`;
