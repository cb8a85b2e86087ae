import { css } from 'lit';

export const deliveriesStyles = css`
  .targets {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
    gap: 12px;
    margin-top: 12px;
  }
  .target {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .target h3 {
    font-size: 16px;
  }
  .counts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 8px;
  }
  .counts dt {
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  .counts dd {
    font-size: 24px;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .counts .bad {
    color: var(--_bad);
  }
  .target .notice {
    margin-top: 10px;
    padding: 10px 12px;
    font-size: 14px;
  }
  .letters {
    padding: 0;
    margin-top: 12px;
    overflow: hidden;
  }
  .letters li {
    display: flex;
    gap: 12px;
    align-items: center;
    justify-content: space-between;
    padding: 12px 18px;
  }
  .letters li + li {
    border-top: 1px solid var(--_line);
  }
  .letters .error {
    color: var(--_bad);
    font-size: var(--_small);
  }
  h2:focus {
    outline: none;
  }
  @media (max-width: 719px) {
    .letters li {
      display: grid;
      gap: 8px;
      padding: 12px 14px;
    }
  }
`;
