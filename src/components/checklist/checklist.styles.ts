import { css } from 'lit';

export const checklistStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: center;
  }
  .ring {
    width: 28px;
    height: 28px;
    stroke-width: 4;
  }
  .ring circle {
    stroke: var(--_line);
  }
  .ring .done {
    stroke: var(--_ok);
  }
  .list {
    margin-top: 10px;
    border: 1px solid var(--_line);
    border-radius: 14px;
    overflow: hidden;
  }
  .list > li + li {
    border-top: 1px solid var(--_line);
  }
  .row {
    display: flex;
    gap: 12px;
    align-items: center;
    width: 100%;
    min-height: 56px;
    padding: 8px 14px;
    border: 0;
    background: none;
    text-align: start;
    line-height: 1.4;
    cursor: pointer;
  }
  .row:hover {
    background: var(--_surface-2);
  }
  .row:focus-visible {
    outline-offset: -3px;
    border-radius: 14px;
  }
  .row .words {
    flex: 1;
    min-width: 0;
  }
  .row b {
    display: block;
    font-weight: 500;
  }
  .row .next {
    color: var(--_ink-2);
  }
  .row[aria-expanded='true'] .next {
    transform: rotate(90deg);
  }
  /* Room for the editor while it loads: it moves nothing then. */
  .edit:not([hidden]) {
    min-height: calc(var(--_control) + 20px);
  }
  /* Room for what the brief shows once its file is there. */
  .filled {
    display: block;
    /* Not a margin inside, which would move the whole once it is there. */
    padding-top: 14px;
    min-height: calc(3 * var(--_control) + 8px);
  }
  .tick {
    display: grid;
    place-items: center;
    flex: none;
    width: 22px;
    height: 22px;
    border: 1.5px solid var(--_edge);
    border-radius: 50%;
    color: var(--_surface);
  }
  .tick svg {
    width: 13px;
    height: 13px;
    stroke-width: 3;
  }
  .ready .tick {
    border-color: var(--_ok);
    background: var(--_ok);
  }
  .doubtful .tick {
    border-color: var(--_warn);
    color: var(--_warn);
    font-weight: 700;
    font-size: 14px;
  }
`;
