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
    max-width: 100%;
    height: auto;
    min-height: var(--_target);
    padding: 0 6px;
    font-size: 20px;
  }
  :host([care]) [title]::after {
    content: attr(title);
    content: attr(title) / '';
  }
  :host([care]) .button {
    width: 100%;
  }
  /* What cannot be pressed now is as easy to read as the rest. */
  :host([care]) .button[aria-disabled='true'] {
    opacity: 1;
  }
  :host([care]) .button.outline[aria-disabled='true'],
  :host([care]) .button.soft[aria-disabled='true'] {
    background: none;
    box-shadow: none;
    color: var(--_ink-2);
    font-weight: 400;
  }
  /* A date and a time, in whole, on the narrowest phones. */
  :host([care]) [type='datetime-local'] {
    padding-inline: 8px;
    font-size: min(1em, max(18px, 5.6vw));
  }
  :host([care]) summary .small {
    flex: none;
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
  /* The title in a line of its own, below the buttons. */
  :host(hotline-panel[care]) .head.sub {
    justify-content: space-between;
    padding-inline: 12px;
  }
  :host(hotline-panel[care]) .head.sub .who {
    order: 1;
    flex-basis: 100%;
    padding-inline: 8px;
  }
  :host(hotline-panel[care]) .care {
    display: none;
  }
  :host(hotline-panel[care]) h2 {
    font-size: max(22px, 1em);
  }
  :host(hotline-panel[care]) .head:not(.sub) .icon {
    margin-top: calc(max(22px, 1em) * 0.8 - var(--_target) / 2);
  }
  :host(hotline-panel[care]) .badge {
    font-size: 18px;
  }
  :host(hotline-panel[care]) .badge.vip {
    color: #533805;
  }
  :host(hotline-panel[care]) .badge.diamond {
    background: #2a2459;
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
    font-size: min(1.9em, 9.5vw, 44px);
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
    gap: 8px;
    min-height: 76px;
    padding-inline: 8px;
  }
  :host(hotline-checklist[care]) .row .tick {
    width: 30px;
    height: 30px;
    font-size: 20px;
  }
  :host(hotline-item-editor[care]) .editor {
    padding-inline-start: var(--_editor-padding, 14px);
  }
  :host(hotline-item-editor[care]) .inline .input {
    flex-basis: 100%;
  }
  :host(hotline-brief-code[care]) .digits {
    flex-wrap: wrap;
    padding: 6px 16px;
    font-size: max(36px, 1.5em);
  }
  :host(hotline-brief-code[care]) .digits .small {
    font-size: max(18px, 0.6em);
  }
  :host(hotline-brief-code[care]) .digits b {
    flex-basis: 100%;
    white-space: nowrap;
  }
  /* The button below the words, which get the whole width. */
  :host(hotline-secret-hint[care]) .hint {
    flex-wrap: wrap;
  }
  :host(hotline-secret-hint[care]) .hint span {
    flex-basis: calc(100% - 34px);
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
  :host(hotline-callback[care]) summary {
    flex-wrap: wrap;
  }
  :host(hotline-callback[care]) #phone-hint {
    margin-bottom: 6px;
  }
  :host(hotline-callback[care]) #phone.input {
    /* A mobile number in whole on the narrowest phones. */
    font-size: min(max(1.3em, 26px), 10vw);
  }
  :host(hotline-callback[care]) .button + .button {
    margin-top: 12px;
  }

  :host(hotline-pictures[care]) li {
    flex-wrap: wrap;
  }
  :host(hotline-pictures[care]) .about {
    flex-basis: 8em;
  }
  :host(hotline-pictures[care]) .chip {
    justify-content: center;
    font-weight: 600;
  }
  /* It scrolls where the picture would have too little room. */
  :host(hotline-redaction[care]) dialog {
    gap: 1em;
    overflow-y: auto;
  }
  :host(hotline-redaction[care]) dialog > * {
    flex: none;
  }
  :host(hotline-redaction[care]) .room {
    flex: 1 0 45%;
  }
  :host(hotline-redaction[care]) .tools .button,
  :host(hotline-care-bar[care]) .button {
    width: auto;
  }

  :host(hotline-open-tickets[care]) section,
  :host(hotline-open-tickets[care]) ul {
    gap: 0.8em;
  }
  :host(hotline-inquiries[care]) .answers {
    grid-template-columns: minmax(0, 1fr);
  }
  :host(hotline-inquiries[care]) .card,
  :host(hotline-inquiries[care]) .inquiries {
    gap: 0.95em;
  }

  :host(hotline-verify[care]) {
    min-height: 0;
  }
  :host(hotline-verify[care]) form,
  :host(hotline-verify[care]) .verdict,
  :host(hotline-verify[care]) ul,
  :host([care]) .sure {
    gap: 0.95em;
  }

  :host([care]) .ticket {
    gap: 1em;
  }
  :host(hotline-ticket[care]) .number {
    flex-wrap: wrap;
    /* On one line on the narrowest phones. */
    font-size: min(1.5em, 9.4vw);
  }
  :host(hotline-ticket-card[care]) h3 {
    font-size: min(1.25em, 9.6vw);
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
