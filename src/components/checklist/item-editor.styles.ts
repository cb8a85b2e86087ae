import { css } from 'lit';

export const itemEditorStyles = css`
  .editor {
    display: grid;
    gap: 10px;
    grid-template-columns: minmax(0, 1fr);
    padding: var(--_editor-padding, 4px 14px 16px 48px);
  }
  /* The button goes below where both do not fit in whole. */
  .editor .inline {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .inline .input {
    flex: 1 1 190px;
    width: auto;
    max-width: 100%;
  }
  .inline .button {
    flex: 1 0 auto;
    white-space: nowrap;
  }
  .editor legend {
    margin-bottom: 6px;
    padding: 0;
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  @media (max-width: 360px) {
    .editor {
      padding-inline-start: var(--_editor-padding, 14px);
    }
  }
`;
