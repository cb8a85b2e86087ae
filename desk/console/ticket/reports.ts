import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ReportedCallView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';

/**
 * @summary Calls that the member reported: somebody said that they are the shop.
 * @element desk-reports
 */
export class DeskReports extends ConsoleElement {
  static override styles = consoleStyles;
  static override properties: PropertyDeclarations = { reports: { attribute: false } };

  /** Oldest first. */
  reports: readonly ReportedCallView[] = [];

  protected override template(t: Messages): TemplateResult | typeof nothing {
    if (this.reports.length === 0) return nothing;
    return html`<section class="notice warn" aria-labelledby="title">
      ${icons.alert}
      <div>
        <h2 id="title">${t.reports.title}</h2>
        <ul>
          ${this.reports.map((report) => this._report(report, t))}
        </ul>
        <p class="small">${t.reports.hint}</p>
      </div>
    </section>`;
  }

  private _report({ at, number, ours }: ReportedCallView, t: Messages): TemplateResult {
    return html`<li>
      ${this.when(at)}${t.common.colon}${number === null ? t.reports.noNumber : html`<strong class="figures" translate="no">${number}</strong>`}
      ${ours === null || number === null ? nothing : html`<span class="small">${ours ? t.reports.ours : t.reports.notOurs}</span>`}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-reports': DeskReports;
  }
}
