import { css } from 'lit';

export const auditStyles = css`
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    align-items: end;
  }
  .filter .field {
    flex: 0 1 220px;
  }
  .filter .hint {
    flex-basis: 100%;
  }
  select.input {
    appearance: auto;
  }
  .more {
    justify-self: center;
    padding: 8px 32px;
  }
  .end {
    text-align: center;
  }
  .list tr {
    height: 48px;
  }
  .list td {
    padding: 2px 12px;
  }
  .list {
    padding: 4px 6px;
    overflow-x: auto;
  }
  code {
    font-size: 13px;
  }
  @media (max-width: 719px) {
    .list tr {
      height: auto;
    }
    .filter .field {
      flex: 1 1 100%;
    }
    .list thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .list tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 2px 12px;
      padding: 10px;
      border-bottom: 1px solid var(--_line);
    }
    .list tr:last-child {
      border-bottom: 0;
    }
    .list td {
      padding: 0;
      border: 0;
    }
    .list td:nth-child(1) {
      order: 2;
      color: var(--_ink-2);
      font-size: var(--_small);
      text-align: end;
    }
    .list td:nth-child(2) {
      order: 3;
    }
    .list td:nth-child(3) {
      order: 1;
      font-weight: 600;
    }
    .list td:nth-child(4) {
      order: 4;
      text-align: end;
    }
    .list td:nth-child(5) {
      order: 5;
      grid-column: 1 / -1;
    }
    .list td:empty {
      display: none;
    }
  }
`;
