import { css } from 'lit';

/** Styles of buttons, fields and hints, shared by all elements. */
export const controls = css`
  button,
  input,
  select,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
  }
  a {
    color: inherit;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .button {
    display: inline-flex;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-width: 0;
    min-height: var(--_control);
    padding: 8px 16px;
    /* Seen where the system forces its colours. */
    border: 1px solid transparent;
    border-radius: 12px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  .button:hover {
    filter: brightness(1.08);
  }
  /* Brighter, its ground would be that of the panel. */
  .button.soft:hover {
    filter: brightness(0.96);
  }
  :host([dark]) .button.soft:hover {
    filter: brightness(1.2);
  }
  .button.soft {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .button.quiet {
    background: none;
    color: var(--_ink-2);
  }
  .button.outline {
    background: none;
    color: inherit;
    box-shadow: inset 0 0 0 1px var(--_edge);
  }
  .button.square {
    flex: 0 0 var(--_control);
    padding: 0;
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .icon {
    display: grid;
    place-items: center;
    width: var(--_target);
    height: var(--_target);
    flex: none;
    padding: 0;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--_ink-2);
    cursor: pointer;
  }
  .icon:hover {
    background: var(--_surface-2);
  }
  .link {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  summary {
    display: flex;
    gap: 6px;
    align-items: center;
    min-height: var(--_target);
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary svg {
    width: 14px;
    height: 14px;
  }
  [open] > summary svg {
    transform: rotate(90deg);
  }
  .small {
    color: var(--_ink-2);
    font-size: var(--_small);
  }
  .input {
    display: block;
    width: 100%;
    min-width: 0;
    min-height: var(--_control);
    padding: 8px 14px;
    border: 1px solid var(--_edge);
    border-radius: 12px;
    background: var(--_surface);
    /* Below 16 px, iOS zooms the page when a field gets the focus. */
    font-size: max(16px, 1em);
    font-variant-numeric: tabular-nums;
    -webkit-appearance: none;
    appearance: none;
  }
  textarea.input {
    min-height: calc(var(--_control) + 36px);
    padding-top: 12px;
    resize: vertical;
  }
  .input::placeholder {
    color: var(--_ink-2);
    opacity: 1;
  }
  /* With its label above and its error below, clear of the page's own bars and of a keyboard. */
  .input,
  .tick,
  .chip,
  .tick input,
  .chip input,
  .hint.bad {
    scroll-margin: 104px 0 84px;
  }
  .input:focus-visible {
    border-color: var(--_accent);
    outline-offset: -1px;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_bad);
  }
  .chips,
  .fact-list {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .fact-list {
    position: relative;
    overflow: hidden;
    gap: 0 1em;
  }
  .fact-list i {
    position: absolute;
    margin-left: -0.65em;
  }
  .chip {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
    padding: 4px 14px;
    border: 1px solid var(--_edge);
    border-radius: 12px;
    font-size: max(14px, 0.95em);
    cursor: pointer;
  }
  /* It covers its chip unseen, so that the focus ring is the chip's. */
  .chip input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border-radius: inherit;
    -webkit-appearance: none;
    appearance: none;
    cursor: pointer;
  }
  .orders {
    display: grid;
    gap: 8px;
  }
  .orders .chip {
    padding-block: 8px;
    line-height: 1.35;
  }
  .orders .chip > span,
  .orders b,
  .orders .figures {
    display: block;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .orders b {
    font-weight: 500;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .chip [type='file'] {
    opacity: 0;
  }
  .chip.on {
    background: var(--_accent-soft);
    color: var(--_accent);
    border: 2px solid;
    font-weight: 600;
  }
  .hint {
    display: flex;
    gap: 8px;
    align-items: flex-start;
    color: var(--_ink-2);
    font-size: var(--_small);
    line-height: 1.5;
  }
  .hint svg {
    width: 16px;
    height: 16px;
    margin-top: 2px;
  }
  .hint.warn {
    color: var(--_warn);
  }
  .hint.bad {
    color: var(--_bad);
  }
`;
