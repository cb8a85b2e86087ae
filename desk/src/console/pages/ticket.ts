import { html, type TemplateResult } from 'lit';
import { ConsoleElement } from '../console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { pageStyles } from '../styles/page.ts';

export class DeskTicket extends ConsoleElement {
  static override styles = pageStyles;

  protected override template(t: Messages): TemplateResult {
    return html`<h1>${t.ticket.title}</h1>`;
  }
}
