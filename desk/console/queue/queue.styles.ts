import { css } from 'lit';

export const queueStyles = css`
  :host {
    display: grid !important;
    grid-template-rows: auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    height: 100%;
    min-height: 0;
    padding: 0 16px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 16px;
    align-items: center;
    padding: 16px 4px 12px;
  }
  .head .chips {
    flex: 1;
    gap: 6px;
  }
  .head .chip {
    padding: 4px 12px;
    background: var(--_surface);
    white-space: nowrap;
  }
  .head .chip.on {
    background: var(--_accent-soft);
  }
  .bones {
    display: grid;
    gap: 18px;
    align-content: start;
    padding: 24px;
  }
  @media (max-width: 719px) {
    :host {
      padding: 0 10px;
    }
    .head {
      gap: 8px;
      padding: 10px 2px;
    }
    .head h1 {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .head .chips {
      flex-basis: 100%;
    }
    .head .chip {
      flex: 1;
      justify-content: center;
      padding: 4px 6px;
    }
    .head .button {
      flex: 1;
    }
  }
  @media (max-height: 480px) {
    :host {
      height: auto;
    }
  }
`;
