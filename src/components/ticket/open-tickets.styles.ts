import { css } from 'lit';

export const openTicketsStyles = css`
  section,
  ul {
    display: grid;
    gap: 8px;
    grid-template-columns: minmax(0, 1fr);
  }
  section {
    margin-top: 14px;
  }
  h3 {
    color: var(--_ink-2);
    font-size: var(--_small);
    font-weight: 600;
  }
  button.button {
    justify-content: space-between;
    width: 100%;
    font-weight: 400;
    text-align: start;
  }
  b,
  .state,
  .number {
    display: block;
    overflow-wrap: anywhere;
  }
  b {
    font-weight: 600;
  }
  .number {
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
`;
