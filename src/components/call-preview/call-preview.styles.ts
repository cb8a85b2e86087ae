import { css } from 'lit';

export const callPreviewStyles = css`
  form,
  .verdict {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  dl {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 14px;
    border-radius: 14px;
    background: var(--_accent-soft);
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
  .figures {
    font-size: 1.25em;
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
    align-items: center;
    margin: 0;
    color: var(--_bad);
    font-size: 1.15em;
    line-height: 1.35;
  }
  h4 svg {
    flex: none;
    width: 20px;
    height: 20px;
  }
  ul {
    display: grid;
    gap: 8px;
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  label {
    font-weight: 600;
  }
`;
