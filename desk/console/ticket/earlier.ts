import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { ticketPath } from '../parts/paths.ts';
import { sectionStyles } from './section.styles.ts';
import { earlierStyles } from './earlier.styles.ts';

/**
 * @summary Earlier tickets of the same member, each with a link.
 * @element desk-earlier
 */
export class DeskEarlier extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, earlierStyles];
  static override properties: PropertyDeclarations = { tickets: { attribute: false } };

  /** The tickets, latest first. */
  tickets: TicketView['earlier'] = [];

  protected override template(t: Messages): TemplateResult {
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.ticket.earlier}</h2>
      ${
        this.tickets.length
          ? html`<ul>
              ${this.tickets.map(
                ({ number, status, topic, createdAt, outcome }) =>
                  html`<li>
                    <a href=${ticketPath(number)} class="number" translate="no"
                      >${formatTicketNumber(number)}</a
                    >
                    <span>${topic === null ? t.common.noTopic : this.topicName(topic)}</span>
                    <span class="small"
                      >${outcome ? t.common.outcome[outcome] : t.common.status[status]} ·
                      <span class="figures">${this.when(createdAt)}</span></span
                    >
                  </li>`,
              )}
            </ul>`
          : html`<p class="small">${t.ticket.noEarlier}</p>`
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-earlier': DeskEarlier;
  }
}
