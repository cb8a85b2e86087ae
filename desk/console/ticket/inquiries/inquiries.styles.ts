import { css } from 'lit';

export const inquiriesStyles = css`
  ul {
    display: grid;
    gap: 12px;
  }
  li {
    display: grid;
    gap: 4px;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--_edge);
  }
  li.waits {
    border-color: var(--_warn);
  }
  li.done {
    border-color: var(--_ok);
  }
  li.gone {
    color: var(--_ink-2);
  }
  .what {
    display: flex;
    gap: 6px;
    align-items: start;
    overflow-wrap: anywhere;
  }
  .what svg {
    flex: none;
    width: 16px;
    height: 16px;
    margin-top: 3px;
  }
  .answer {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .answer .small {
    font-weight: 400;
  }
  form {
    display: grid;
    gap: 10px;
  }
  .field {
    display: grid;
    gap: 6px;
  }
  .preview {
    padding: 10px 12px;
    border-radius: 10px;
    background: var(--_surface-2);
    overflow-wrap: anywhere;
  }
`;
