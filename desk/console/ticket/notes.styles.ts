import { css } from 'lit';

/** Internal notes have another background than content that members see. */
export const notesStyles = css`
  section {
    display: grid;
    gap: 10px;
    padding: 16px;
    border: 1px dashed var(--_edge);
    border-radius: 14px;
    background: var(--_surface-2);
  }
  ul {
    display: grid;
    gap: 10px;
  }
  .text {
    white-space: pre-wrap;
  }
  form {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  textarea.input {
    min-height: 72px;
  }
`;
