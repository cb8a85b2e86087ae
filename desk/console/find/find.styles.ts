import { css } from 'lit';

export const findStyles = css`
  .ask {
    display: grid;
    gap: 8px;
  }
  .ask label {
    font-weight: 600;
  }
  .ask .row {
    flex-wrap: nowrap;
  }
  .ask .input {
    min-height: 52px;
    font-size: 18px;
  }
  .ask .button {
    flex: none;
    min-height: 52px;
  }
  .understood {
    min-height: 20px;
  }
  .results {
    display: grid;
    padding: 0;
    overflow: hidden;
  }
  .results li + li {
    border-top: 1px solid var(--_line);
  }
  .result {
    display: grid;
    grid-template-columns: 11em minmax(0, 1fr) auto 20px;
    gap: 4px 16px;
    align-items: center;
    min-height: 60px;
    padding: 10px 18px;
    color: inherit;
    text-decoration: none;
  }
  .result:hover {
    background: var(--_hover);
  }
  .result:focus-visible {
    outline-offset: -3px;
  }
  .result .number {
    font-weight: 600;
  }
  .result > svg {
    color: var(--_ink-2);
  }
  .result .row {
    gap: 4px 10px;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 8px 20px;
    align-items: baseline;
    margin-top: 12px;
  }
  .facts dt,
  .ways dt {
    color: var(--_ink-2);
  }
  .words {
    white-space: pre-wrap;
  }
  .ways {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 10px 20px;
    margin-top: 12px;
  }
  .ways dt {
    color: var(--_ink);
    font-weight: 600;
  }
  .ways dd {
    color: var(--_ink-2);
  }
  @media (max-width: 719px) {
    .result {
      grid-template-columns: minmax(0, 1fr) auto 20px;
      padding: 10px 14px;
    }
    .result .what {
      grid-row: 2;
      grid-column: 1 / 3;
    }
    .result > svg {
      grid-row: 1 / 3;
      grid-column: 3;
    }
    .facts,
    .ways {
      grid-template-columns: minmax(0, 1fr);
      gap: 2px;
    }
    .facts dd,
    .ways dd {
      margin-bottom: 10px;
    }
  }
`;
