import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { ticketPath } from '../parts/paths.ts';
import { TakeNextEvent } from '../parts/requests.ts';
import { TicketActionEvent } from './actions.ts';
import { endStyles } from './end.styles.ts';

/**
 * @summary How and when a ticket ended, and what can be done next.
 * @element desk-ticket-end
 * @fires console-ticket-action - The member is on the phone about it again.
 * @fires console-take-next - The agent asks for the next ticket.
 */
export class DeskTicketEnd extends ConsoleElement {
  static override styles = [...consoleStyles, endStyles];
  static override properties: PropertyDeclarations = { ticket: { attribute: false } };

  /** A ticket that has ended. */
  declare ticket?: TicketView;

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket } = this;
    if (!ticket) return nothing;
    const { status } = ticket.row;
    const isSolved = status === 'solved';
    return html`<section aria-label=${t.common.status[status]}>
      <p class="notice ${isSolved ? 'ok' : ''}">
        ${isSolved ? icons.check : icons.alert}<span
          >${outcomeWords(ticket, t)}${ticket.closedAt === null ? nothing : html`<br /><span class="small">${t.ticket.endedAt(this.when(ticket.closedAt))}</span>`}</span
        >
      </p>
      ${
        ticket.mergedInto === null
          ? nothing
          : html`<p>
              ${t.merge.into}
              <a class="link figures" href=${ticketPath(ticket.mergedInto)} translate="no"
                >${formatTicketNumber(ticket.mergedInto)}</a
              >
            </p>`
      }
      <button
        type="button"
        class="button soft"
        title="n"
        @click=${() => this.dispatchEvent(new TakeNextEvent())}
      >
        ${t.ticket.next}
      </button>
      ${
        ticket.may.answer
          ? html`<button
              type="button"
              class="button quiet"
              @click=${() => this.dispatchEvent(new TicketActionEvent('answer'))}
            >
              ${icons.phone}${t.call.answerEnded}
            </button>`
          : nothing
      }
    </section>`;
  }
}

const outcomeWords = ({ row: { status }, outcome }: TicketView, t: Messages): string => {
  const { ended } = t.ticket;
  const words = status === 'solved' || status === 'cancelled' ? ended[status] : ended.closed;
  return outcome && outcome !== 'solved' && outcome !== 'cancelled'
    ? `${words} ${t.common.outcome[outcome]}`
    : words;
};

declare global {
  interface HTMLElementTagNameMap {
    'desk-ticket-end': DeskTicketEnd;
  }
}
