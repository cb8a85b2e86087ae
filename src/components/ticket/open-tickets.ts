import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Ticket } from '../../contract/ticket.ts';
import { askedOf } from '../../core/asked.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { ChooseTicketEvent } from '../../events/choose-ticket.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { openTicketsFor, type OpenTickets } from '../../stores/open-tickets.ts';
import { ticketsFor } from '../../stores/ticket-store.ts';
import { register } from '../../elements.ts';
import { HotlineElement } from '../hotline-element.ts';
import { factList } from '../parts/fact-list.ts';
import { icons } from '../parts/icons.ts';
import { openTicketsStyles } from './open-tickets.styles.ts';
import { TicketWords } from './ticket-words.ts';

/**
 * @summary The member's other open tickets, the most urgent first. Inside the ticket, and inside its
 *   card.
 * @element hotline-open-tickets
 * @fires hotline-choose-ticket
 */
export class HotlineOpenTickets extends HotlineElement {
  static override styles = [HotlineElement.styles, openTicketsStyles];

  private _list: OpenTickets | undefined;
  /** Stops following the list. */
  private _unfollow: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this._return);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this._return);
    this._unfollow?.();
    this._unfollow = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this;
    if (!store || !this.isConnected) return;
    const list = openTicketsFor(store);
    if (list !== this._list || !this._unfollow) {
      this._unfollow?.();
      this._list = list;
      this._unfollow = list.follow();
    }
    this.changes.follow(list);
    this.changes.follow(ticketsFor(store));
    list.attend();
  }

  private _return = (): void => {
    if (!document.hidden) void this._list?.refresh();
  };

  private _choose(ticket: Ticket): void {
    if (this.store) ticketsFor(this.store).choose(ticket);
    this.dispatchEvent(new ChooseTicketEvent());
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const shown = this.store && ticketsFor(this.store).heldNumber;
    const rows = this._list?.state.filter(({ number }) => number !== shown) ?? [];
    if (!rows.length) return nothing;
    return html`<section aria-labelledby="others">
      <h3 id="others">${m.otherTickets}</h3>
      <ul>
        ${rows.map((row) => html`<li>${this._row(row, m)}</li>`)}
      </ul>
    </section>`;
  }

  private _row(ticket: Ticket, m: Messages): TemplateResult {
    const { topic, number } = ticket;
    const asked = askedOf(ticket);
    const { short } = new TicketWords(ticket, m, this.language, this.now);
    return html`<button type="button" class="button soft" @click=${() => this._choose(ticket)}>
      <span>
        ${topic ? html`<b>${this.text(topic)}</b>` : nothing}
        <span class="state"
          >${factList([...(asked ? [m.asked(asked)] : []), ...short.split(' · ')])}</span
        >
        <span class="number" translate="no">${m.ticketRow(formatTicketNumber(number))}</span>
      </span>
      ${icons.next}
    </button>`;
  }
}

register('hotline-open-tickets', HotlineOpenTickets);

declare global {
  interface HTMLElementTagNameMap {
    'hotline-open-tickets': HotlineOpenTickets;
  }
}
