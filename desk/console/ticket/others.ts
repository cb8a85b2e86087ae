import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { ticketPath } from '../parts/paths.ts';
import { othersStyles } from './others.styles.ts';

/**
 * @summary Other open tickets of the same caller, and merging them into this one.
 * @element desk-others
 */
export class DeskOthers extends ConsoleElement {
  static override styles = [...consoleStyles, othersStyles];
  static override properties: PropertyDeclarations = { ticket: { attribute: false } };

  /** An open ticket. */
  declare ticket?: TicketView;

  private readonly _merge = (): void => this.renderRoot.querySelector('desk-merge-dialog')?.open();

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket } = this;
    const others = ticket?.others ?? [];
    if (!ticket || others.length === 0) return nothing;
    return html`<section class="notice warn" aria-label=${t.call.others(others.length)}>
        ${icons.alert}
        <div class="grow">
          <p>${t.call.others(others.length)}</p>
          <ul>
            ${others.map(
              ({ number, status, topic, claimedBy }) =>
                html`<li>
                  <a class="link figures" href=${ticketPath(number)} translate="no"
                    >${formatTicketNumber(number)}</a
                  >
                  <span class="small"
                    >${topic === null ? t.common.noTopic : this.topicName(topic)} ·
                    ${t.common.status[status]}${claimedBy === null ? nothing : html` · ${this.agentName(claimedBy)}`}</span
                  >
                </li>`,
            )}
          </ul>
          ${ticket.may.merge ? html`<button type="button" class="button outline" @click=${this._merge}>${t.merge.open}</button>` : html`<p class="small">${t.merge.claimFirst}</p>`}
        </div>
      </section>
      <desk-merge-dialog .context=${this.context} .ticket=${ticket}></desk-merge-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-others': DeskOthers;
  }
}
