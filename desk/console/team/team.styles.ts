import { css } from 'lit';

export const teamStyles = css`
  .lines {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
    gap: 12px;
    margin-top: 12px;
  }
  h2:focus {
    outline: none;
  }
  .dot {
    display: inline-block;
    width: 8px;
    height: 8px;
    flex: none;
    border: 2px solid var(--_edge);
    border-radius: 50%;
  }
  .dot.here {
    border-color: var(--_ok);
    background: var(--_ok);
  }
  .dot.on-call {
    border-color: var(--_busy);
    background: var(--_busy);
  }
  .people {
    padding: 0;
    margin-top: 12px;
    overflow: hidden;
  }
  .people li {
    display: grid;
    grid-template-columns: minmax(0, 1.4fr) 7em minmax(0, 1fr) minmax(0, 1fr) auto;
    gap: 4px 16px;
    align-items: center;
    min-height: 64px;
    padding: 10px 18px;
  }
  .people li + li {
    border-top: 1px solid var(--_line);
  }
  .people .off {
    color: var(--_ink-2);
  }
  .people .presence {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  @media (max-width: 719px) {
    .people li {
      grid-template-columns: minmax(0, 1fr) auto;
      padding: 12px 14px;
    }
    .people .name {
      grid-column: 1;
    }
    .people .edit {
      grid-row: 1 / 3;
      grid-column: 2;
    }
    .people .edit ~ * {
      grid-column: 1 / -1;
    }
    .people :is(.presence, .holds, .role, .seen) {
      grid-column: 1;
    }
  }
`;
