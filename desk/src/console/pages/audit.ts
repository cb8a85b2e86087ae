import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { ConsoleElement } from '../console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { pageStyles } from '../styles/page.ts';

export class DeskAudit extends ConsoleElement {
  static override styles = pageStyles;
  static override properties: PropertyDeclarations = { query: { attribute: false } };

  /** Of the page's address. */
  declare query?: URLSearchParams;

  protected override template(t: Messages): TemplateResult {
    return html`<h1>${t.audit.title}</h1>`;
  }
}
