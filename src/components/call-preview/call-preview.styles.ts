import { css } from 'lit';

export const callPreviewStyles = css`
  form,
  .verdict {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  dl {
    margin: 0;
    padding: 14px;
    border-radius: 14px;
    background: var(--_accent-soft);
  }
  dl > * + * {
    margin-top: 12px;
  }
  dd {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  dd.small {
    font-weight: 400;
  }
  dl ~ * {
    margin-top: 12px;
  }
  dl ~ .button {
    width: 100%;
  }
  .figures {
    /* A number stays on one line, also in the largest text on the narrowest phone. */
    font-size: min(1.25em, 8.6vw);
    font-variant-numeric: tabular-nums;
  }
  .figures span {
    display: inline-block;
  }
  .words {
    font-size: 1.5em;
    letter-spacing: 0.1em;
  }
  .verdict {
    padding: 14px;
    border: 2px solid var(--_bad);
    border-radius: 14px;
  }
  h4 {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    margin: 0;
    color: var(--_bad);
    font-size: 1.15em;
    line-height: 1.35;
  }
  h4 svg {
    flex: none;
    width: 20px;
    height: 20px;
    margin-top: 0.2em;
  }
  ul {
    display: grid;
    gap: 8px;
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  li .link {
    display: flex;
    width: fit-content;
    white-space: nowrap;
  }
  label {
    font-weight: 600;
  }
`;
