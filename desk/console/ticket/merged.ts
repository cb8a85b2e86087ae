import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { ticketPath } from '../parts/paths.ts';
import { sectionStyles } from './section.styles.ts';
import { earlierStyles } from './earlier.styles.ts';

/**
 * @summary What the member wrote in tickets that were merged into this one.
 * @element desk-merged
 */
export class DeskMerged extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, earlierStyles];
  static override properties: PropertyDeclarations = { tickets: { attribute: false } };

  /** The tickets, oldest first. */
  tickets: TicketView['merged'] = [];

  protected override template(t: Messages): TemplateResult | typeof nothing {
    if (this.tickets.length === 0) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.merge.merged}</h2>
      <p class="small">${t.merge.mergedHint}</p>
      <ul>
        ${this.tickets.map(
          ({ number, createdAt, topic, orderNumber, note, passphrase }) =>
            html`<li>
              <a href=${ticketPath(number)} class="number" translate="no"
                >${formatTicketNumber(number)}</a
              >
              <span>${topic === null ? t.common.noTopic : this.topicName(topic)}</span>
              <span class="small"
                >${orderNumber === null ? nothing : html`<span translate="no">${orderNumber}</span> · `}<span
                  class="figures"
                  >${this.when(createdAt)}</span
                >
                · <span translate="no">${t.merge.passphrase(passphrase)}</span></span
              >
              ${note === null ? nothing : html`<span class="words">${note}</span>`}
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-merged': DeskMerged;
  }
}
