import { css } from 'lit';

/** What care mode changes in all elements. Loaded only in care mode. */
export const careStyles = css`
  :host([care]) {
    --_control: 64px;
    --_target: 60px;
    --_small: max(18px, 0.9em);
    font-size: var(--_text, 20px) !important;
    line-height: 1.6 !important;
  }
  :host([care]:not([dark])) {
    --_accent: var(--hotline-accent, var(--_brand, #123a9c));
    --_ink-2: #3d4652;
    --_edge: #5a6472;
    --_ok: #075c32;
    --_warn: #6f3800;
    --_bad: #96161b;
  }
  :host([care]) * {
    line-height: inherit !important;
  }
  :host([care]) svg:not(.ring, .code) {
    width: 26px;
    height: 26px;
  }
  :host([care]) summary svg,
  :host([care]) .hint svg {
    margin-top: 0.15em;
  }
  /* Words beside the icons. The name is the title already, so they have none of their own. */
  :host([care]) .icon {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    justify-content: center;
    width: auto;
    min-width: var(--_target);
    height: auto;
    min-height: var(--_target);
    padding: 0 6px;
    font-size: 20px;
  }
  :host([care]) [title]::after {
    content: attr(title);
    content: attr(title) / '';
  }
  :host([care]) .input::placeholder {
    font-size: 18px;
  }
  :host([care]) .link {
    font-size: max(18px, 1em);
    text-align: start;
  }
  :host([care]) .chips .chip {
    width: 100%;
    min-height: var(--_target);
  }
  /* One column, with more room between paragraphs than between lines. */
  :host([care]) dl {
    display: block;
  }
  :host([care]) dd + dt,
  :host([care]) [role='status'] > * + p,
  :host([care]) div > .small + p {
    margin-top: var(--_text, 20px);
  }
  :host([care]) .nowrap {
    white-space: normal;
  }
  :host([care]) .actions {
    flex-direction: column;
    gap: 12px;
  }
  :host([care]) .actions .button {
    flex: none;
    width: 100%;
  }
  :host([care]) .pass b {
    font-size: 1.5em;
  }

  :host(hotline-panel[care]) dialog {
    width: max(440px, 18em);
    max-height: calc(100% - 40px);
  }
  :host(hotline-panel[care]) .head {
    flex-wrap: wrap;
  }
  :host(hotline-panel[care]) .care {
    display: none;
  }
  :host(hotline-panel[care]) h2 {
    font-size: max(22px, 1.1em);
  }
  :host(hotline-panel[care]) .head:not(.sub) .icon {
    margin-top: calc(max(22px, 1.1em) * 0.8 - var(--_target) / 2);
  }
  :host(hotline-panel[care]) .badge {
    font-size: 18px;
  }
  :host(hotline-panel[care]) .body {
    gap: 1.2em;
  }

  :host(hotline-number[care]) .card.vip {
    --_accent: #5c3d08;
    --_card-ink-2: #4f3f1f;
  }
  :host(hotline-number[care][dark]) .card.vip {
    --_accent: #e9c983;
    --_card-ink-2: #cbb88f;
  }
  :host(hotline-number[care]) .card.diamond {
    background: #2a2459;
  }
  :host(hotline-number[care]) .number {
    /* On one line on the narrowest phones, whatever their font. */
    font-size: min(1.9em, 9vw, 44px);
  }
  /* Copying is for those who know where to paste: the number can be selected. */
  :host(hotline-number[care]) .main + .square {
    display: none;
  }
  :host(hotline-number[care]) .square {
    padding: 8px 16px;
  }
  :host(hotline-number[care]) .extra a {
    display: inline-flex;
    align-items: center;
    min-height: var(--_target);
  }
  :host(hotline-number[care]) .copied {
    margin-bottom: 0;
  }

  :host(hotline-checklist[care]) .row {
    min-height: 76px;
  }
  :host(hotline-checklist[care]) .tick {
    width: 30px;
    height: 30px;
  }
  :host(hotline-item-editor[care]) .editor {
    padding-inline-start: 14px;
  }
  :host(hotline-item-editor[care]) .inline .input {
    flex-basis: 100%;
    padding-inline: 8px;
  }
  :host(hotline-brief-code[care]) .digits {
    font-size: max(36px, 1.5em);
  }
  :host(hotline-slots[care]) .grid {
    grid-template-columns: minmax(0, 1fr);
  }

  :host(hotline-callback[care]) form {
    gap: 1.2em;
  }
  :host(hotline-callback[care]) .tick input {
    width: 30px;
    height: 30px;
  }
  :host(hotline-callback[care]) #phone.input {
    font-size: max(1.3em, 26px);
  }

  :host([care]) .ticket {
    gap: 1em;
  }
  :host(hotline-ticket[care]) .number {
    flex-wrap: wrap;
    /* On one line on the narrowest phones. */
    font-size: min(1.5em, 7vw);
  }
  :host(hotline-ticket[care]) .timeline li {
    grid-template-columns: 20px 1fr;
  }
  :host(hotline-ticket[care]) .timeline time {
    grid-column: 2;
    margin-top: -10px;
  }
  :host(hotline-ticket[care]) .timeline i {
    margin-top: calc(0.8em - 6px);
  }
  :host(hotline-rating[care]) .rate .chips {
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }
  :host(hotline-rating[care]) .rate .chip {
    font-size: max(18px, 1em);
  }
  @media (max-width: 480px) {
    :host(hotline-panel[care]) dialog {
      width: 100%;
      max-height: calc(100% - 24px);
    }
  }
`;
