import { css } from 'lit';

export const verifyStyles = css`
  /* Room for the verdict, so that the sheet does not grow when it comes. */
  :host {
    display: block;
    min-height: min(36em, 78vh);
  }
  form,
  .verdict {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
  }
  .verdict {
    margin-top: 16px;
    padding: 14px;
    border: 2px solid var(--_edge);
    border-radius: 14px;
  }
  .verdict.no {
    border-color: var(--_bad);
  }
  .verdict:empty {
    display: none;
  }
  h3 {
    display: flex;
    gap: 8px;
    align-items: center;
    font-size: 1.15em;
    line-height: 1.35;
  }
  .no h3 {
    color: var(--_bad);
  }
  h3 svg {
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
