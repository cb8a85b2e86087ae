import { css } from 'lit';

export const callbackStyles = css`
  form,
  .done {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  legend,
  .field > label:not(.tick) {
    display: block;
    margin-bottom: 6px;
    font-size: max(13.5px, 0.9em);
    font-weight: 500;
  }
  .field .small {
    font-weight: 400;
  }
  .field .hint {
    margin-top: 6px;
  }
  .promise {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_accent-soft);
    color: var(--_accent);
    font-weight: 600;
  }
  legend {
    padding: 0;
  }
  hotline-slots {
    padding: 6px 0 8px 34px;
  }
  select.input {
    padding-inline-end: 40px;
    background-image: linear-gradient(45deg, transparent 50%, var(--_ink-2) 50%), linear-gradient(-45deg, transparent 50%, var(--_ink-2) 50%);
    background-position: right 20px center, right 15px center;
    background-size: 5px 5px;
    background-repeat: no-repeat;
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
  :host([care]) .tick input {
    width: 30px;
    height: 30px;
  }
  .marks .tick {
    padding-block: 8px;
  }
  .consent {
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  summary {
    width: fit-content;
    font-size: var(--_small);
  }
  .facts {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 6px 14px;
    font-size: var(--_small);
  }
  .facts dt {
    color: var(--_ink-2);
    white-space: nowrap;
  }
  .facts,
  .note {
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--_surface-2);
  }
`;
