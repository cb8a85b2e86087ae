import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Window } from '../../contract/slots.ts';
import type { FeedbackRequest, RescheduleRequest, Ticket } from '../../contract/ticket.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { HotlineTicketChangedEvent } from '../../events/ticket-changed.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { copyText } from '../../device/copy.ts';
import { actionsFor, type TicketAction, type TicketActions } from '../../stores/ticket-actions.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import { ticketsFor, type TicketStore } from '../../stores/ticket-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { SlotPicker } from '../slots/slot-picker.ts';
import { actions, type Asking } from './ticket-actions.ts';
import { TicketWords, type Step } from './ticket-words.ts';
import { ticketStyles } from './ticket.styles.ts';

/**
 * @summary The ticket of a callback: number, passphrase, who will call when, what has happened; and to ask for haste, another time, an end, to rate, to erase.
 * @element hotline-ticket
 * @fires hotline-ticket-changed
 * @csspart ticket - The card.
 */
export class HotlineTicket extends HotlineElement {
  static override styles = [HotlineElement.styles, ticketStyles];
  static override properties: PropertyDeclarations = {
    asking: { state: true },
    copied: { state: true },
    chosen: { state: true },
    rating: { state: true },
    comment: { state: true },
    unrated: { state: true },
  };

  declare private asking?: Asking | undefined;
  declare private copied?: 'copied' | 'failed';
  declare private chosen?: Window | undefined;
  declare private rating?: number | undefined;
  private comment = '';
  private unrated = false;

  private _tickets: TicketStore | undefined;
  private _actions: TicketActions | undefined;
  private readonly _slots = new SlotPicker(this);
  private _leave: (() => void) | undefined;
  private _seen: string | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this._leave?.();
    this._leave = undefined;
    document.removeEventListener('visibilitychange', this._look);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this._look);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const tickets = this.store && ticketsFor(this.store);
    if (tickets !== this._tickets || !this._leave) {
      this._leave?.();
      this._tickets = tickets;
      this._actions = tickets && actionsFor(tickets);
      this._leave = this.isConnected ? tickets?.follow() : undefined;
    }
    this.changes.follow(tickets);
    this.changes.follow(this._actions);
    tickets?.attend();
  }

  protected override updated(): void {
    const ticket = this._tickets?.state.ticket;
    const now = ticket && `${ticket.number} ${ticket.status}`;
    if (now && this._seen && now !== this._seen)
      this.dispatchEvent(new HotlineTicketChangedEvent());
    this._seen = now;
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { _tickets: tickets } = this;
    if (!tickets?.heldNumber) return this._empty(m);
    const { ticket, lost } = tickets.state;
    if (lost) {
      return html`<div class="ticket">
        <p class="hint">${icons.alert}<span>${m.ticketLost}</span></p>
        <button type="button" class="button soft" @click=${this._forget}>${m.forget}</button>
      </div>`;
    }
    return ticket ? this._card(ticket, m) : this._waiting(m);
  }

  private _empty(m: Messages): TemplateResult {
    const state = this._actions?.state;
    const erased = state?.phase === 'done' && state.action === 'erase';
    return html`<div class="ticket">
      ${erased ? html`<p class="hint" role="status">${icons.check}<span>${m.erased}</span></p>` : nothing}
      <p class="small">${m.noTicket}</p>
      ${this.contact?.callback ? html`<button type="button" class="button soft" @click=${() => this.show('callback')}>${m.callback}</button>` : nothing}
    </div>`;
  }

  private _waiting(m: Messages): TemplateResult {
    const stale = this._tickets?.state.stale;
    return html`<div class="ticket" role="status" aria-label=${stale ? nothing : m.loading}>
      <p class="small">${m.ticketRow(formatTicketNumber(this._tickets?.heldNumber ?? ''))}</p>
      ${
        stale
          ? html`<p class="hint warn">${icons.alert}<span>${m.unreachable.title}</span></p>
              <button type="button" class="button soft" @click=${() => this._tickets?.refresh()}>
                ${m.retry}
              </button>`
          : html`<div class="bone"></div>
              <div class="bone"></div>
              <div class="bone"></div>`
      }
    </div>`;
  }

  private _card(ticket: Ticket, m: Messages): TemplateResult {
    const words = new TicketWords(ticket, m, this.spokenLanguage, Date.now());
    const { promise } = words;
    return html`<section part="ticket" class="ticket" aria-labelledby="lead">
      <div role="status">
        <h3 id="lead" class="lead" tabindex="-1">${words.lead}</h3>
        ${promise ? html`<p class="small">${promise}</p>` : nothing}
      </div>
      ${this._tickets?.state.stale ? html`<p class="hint warn">${icons.alert}<span>${m.ticketStale(words.when(ticket.asOf))}</span></p>` : nothing}
      <div>
        <p class="small">${m.ticketNumber}</p>
        <p class="number">
          <span>${formatTicketNumber(ticket.number)}</span>
          <button
            type="button"
            class="icon"
            title=${m.copyTicket}
            @click=${() => this._copy(ticket)}
          >
            ${this.copied === 'copied' ? icons.check : icons.copy}
          </button>
          <span class="small" role="status">${this.copied && m.copy[this.copied]}</span>
        </p>
      </div>
      ${hasEnded(ticket.status) ? nothing : html`<p class="pass"><span class="small">${m.passphrase}</span><b>${ticket.passphrase}</b></p>`}
      <ol class="timeline" aria-label=${m.timeline}>
        ${words.steps.map((step) => this._step(step))}
      </ol>
      ${this._actionsOf(ticket, m)}
    </section>`;
  }

  private _step({ words, when, state }: Step): TemplateResult {
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}>
      <i></i><span>${words}</span>${when ? html`<time>${when}</time>` : nothing}
    </li>`;
  }

  private _actionsOf(ticket: Ticket, m: Messages): TemplateResult | typeof nothing {
    const { _actions: store, asking, chosen, rating, comment, unrated } = this;
    if (!store) return nothing;
    const hand = {
      ticket,
      m,
      state: store.state,
      asking,
      chosen,
      rating,
      comment,
      unrated,
      slots: !!this.contact?.callback?.slots,
    };
    return actions({
      ...hand,
      picker: () => this._slots.render(this.shown, chosen, (window) => (this.chosen = window), m),
      ask: (asking) => void this._ask(asking),
      act: (action, body) => void this._act(action, body),
      rate: (change) => Object.assign(this, { unrated: false }, change),
      sendRating: () => this._rate(),
      another: () => {
        this._tickets?.forget();
        this.show('callback');
      },
      forget: () => void this._forget(),
    });
  }

  private async _ask(asking: Asking | undefined): Promise<void> {
    const before = this.asking;
    this._actions?.settle();
    this.asking = asking;
    this.chosen = undefined;
    await this._focus(
      asking === 'reschedule' ? '#sure' : asking ? '#keep' : `#${before ?? 'lead'}`,
    );
  }

  private async _act(
    action: TicketAction,
    body?: RescheduleRequest | FeedbackRequest,
  ): Promise<void> {
    const done = await this._actions?.act(action, body);
    const state = this._actions?.state;
    if (state?.phase === 'refused' && /slot/.test(state.code)) {
      this.chosen = undefined;
      await this.updateComplete;
      this.renderRoot.querySelector('hotline-slots')?.renew();
    }
    if (!done) return;
    this.asking = undefined;
    await this._focus(action === 'erase' ? 'button' : '#lead');
  }

  private _rate(): void {
    const { rating, comment } = this;
    this.unrated = !rating;
    if (rating)
      void this._act('feedback', { rating, ...(comment.trim() && { comment: comment.trim() }) });
    else void this._focus('[name=rating]');
  }

  private _forget = (): Promise<void> => {
    this._tickets?.forget();
    return this._focus('button');
  };

  /** What had the focus has gone: the next thing takes it, so that it does not fall back to the page. */
  private async _focus(next: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  private async _copy({ number }: Ticket): Promise<void> {
    this.copied = (await copyText(
      formatTicketNumber(number),
      this.renderRoot.querySelector('section') ?? this.renderRoot,
    ))
      ? 'copied'
      : 'failed';
  }

  private _look = (): void => {
    if (!document.hidden) void this._tickets?.refresh();
  };
}

export default HotlineTicket;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-ticket': HotlineTicket;
  }
}
