import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { MINUTE } from '../../../src/core/time.ts';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { durationWords } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { sectionStyles } from './section.styles.ts';
import { briefStyles } from './brief.styles.ts';

/**
 * @summary The brief: what the member entered before the call, and what was promised.
 * @element desk-brief
 */
export class DeskBrief extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, briefStyles];
  static override properties: PropertyDeclarations = { ticket: { attribute: false } };

  /** The ticket with the brief. */
  declare ticket?: TicketView;

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket } = this;
    if (!ticket) return nothing;
    const { row, orderNumber, occurredAt, note, member, phone, consent } = ticket;
    const missing = html`<span class="quiet-words">${t.ticket.nothing}</span>`;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.ticket.brief}</h2>
      <dl>
        <dt>${t.ticket.need}</dt>
        <dd>
          <strong>${row.topic === null ? t.common.noTopic : this.topicName(row.topic)}</strong>
        </dd>
        <dt>${t.ticket.order}</dt>
        <dd>${orderNumber === null ? missing : this._order(orderNumber, t)}</dd>
        <dt>${t.ticket.time}</dt>
        <dd class="figures">${occurredAt === null ? missing : this.when(occurredAt)}</dd>
        <dt>${t.ticket.words}</dt>
        <dd class="words">${note ?? missing}</dd>
        ${
          phone
            ? html`<dt>${t.ticket.phone}</dt>
                <dd class="figures" translate="no">${phone}</dd>`
            : nothing
        }
        ${
          row.name === null
            ? nothing
            : html`<dt>${t.ticket.name}</dt>
                <dd translate="no">${row.name}</dd>`
        }
        ${
          member === null
            ? nothing
            : html`<dt>${t.ticket.member}</dt>
                <dd class="figures" translate="no">${member}</dd>`
        }
        <dt>${t.ticket.line}</dt>
        <dd>${this.lineName(row.line)}</dd>
        <dt>${t.ticket.promise}</dt>
        <dd>${this._promise(ticket, t)}</dd>
        ${
          consent
            ? html`<dt>${t.ticket.consent}</dt>
                <dd>${this._consent(consent, t)}</dd>`
            : nothing
        }
      </dl>
    </section>`;
  }

  private _order(number: string, t: Messages): TemplateResult {
    return html`<span class="row"
      ><span class="figures" translate="no">${number}</span
      ><button
        type="button"
        class="icon"
        aria-label=${t.ticket.copyOrder}
        title=${t.ticket.copyOrder}
        @click=${() => this.copy(number)}
      >
        ${icons.copy}
      </button></span
    >`;
  }

  private _consent(
    { at, version }: NonNullable<TicketView['consent']>,
    t: Messages,
  ): TemplateResult {
    return html`${t.ticket.consented}<span class="quiet-words figures">
        ·
        ${this.when(at)}${version === null ? nothing : ` · ${t.ticket.consentVersion(version)}`}</span
      >`;
  }

  /** The booked slot, or the promised time with its due time. */
  private _promise({ row, promiseMinutes }: TicketView, t: Messages): TemplateResult | string {
    const { window, dueAt } = row;
    if (row.origin === 'call' && dueAt === null) return t.call.noPromise;
    if (window) return t.common.booked(`${this.when(window.from)}–${this.time(window.to)}`);
    const promised = t.ticket.promised(durationWords(promiseMinutes * MINUTE, t));
    return html`${promised}${dueAt === null ? nothing : html`<span class="quiet-words figures"> · ${this.when(dueAt)}</span>`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-brief': DeskBrief;
  }
}
