import { html, type TemplateResult } from 'lit';

/**
 * Facts in one line, or in more: each stays whole where it fits. The dot before a fact hangs in the
 * gap beside it, so that at the start of a line it is cut off.
 */
export const factList = (facts: readonly string[]): TemplateResult =>
  html`<span class="fact-list"
    >${facts.map((fact, index) => html`<span>${index ? html` <i>·</i> ` : ''}${fact}</span>`)}</span
  >`;
