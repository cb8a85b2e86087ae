import { css } from 'lit';

export const callbackStyles = css`
  form,
  .done {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  legend,
  .label,
  .field > label {
    display: block;
    margin-bottom: 6px;
    padding: 0;
    font-size: max(13.5px, 0.9em);
    font-weight: 500;
  }
  .field .small {
    font-weight: 400;
  }
  summary ~ .field + .field {
    margin-top: 16px;
  }
  .field .hint {
    margin-top: 6px;
  }
  .promise {
    display: flex;
    gap: 10px;
    align-items: center;
    color: var(--_accent);
    font-weight: 600;
  }
  hotline-slots {
    padding: 6px 0 8px 34px;
  }
  select.input {
    padding-inline-end: 40px;
    background: conic-gradient(from -45deg at bottom, var(--_ink-2) 90deg, transparent 0) right 15px
      center / 10px 5px no-repeat var(--_surface);
  }
  .tick {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    min-height: var(--_target);
    padding: 10px 0;
    cursor: pointer;
  }
  .tick input {
    flex: none;
    width: 22px;
    height: 22px;
    margin: 1px 0 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .note + .button {
    margin-top: 12px;
  }
  .known {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: center;
    min-height: var(--_target);
  }
  .marks .tick {
    padding-block: 8px;
  }
  summary {
    width: fit-content;
  }
  /* So that the link's line does not go on under it. */
  summary .small {
    display: inline-block;
    flex: none;
  }
  .consent,
  summary,
  .facts {
    font-size: var(--_small);
  }
  .consent,
  .facts dt {
    color: var(--_ink-2);
  }
  .facts {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 6px 14px;
  }
  .facts dt {
    white-space: nowrap;
  }
  .facts,
  .note,
  .promise {
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_surface-2);
  }
`;
