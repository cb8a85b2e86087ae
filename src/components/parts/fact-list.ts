import { html, type TemplateResult } from 'lit';

/** Facts in one line, or in more: each stays whole where it fits, and none begins with the dot. */
export const factList = (facts: readonly string[]): TemplateResult =>
  html`${facts.map((fact, index) => html`${index ? ' ' : ''}<span class="fact">${fact}${index < facts.length - 1 ? ' ·' : ''}</span>`)}`;
