import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { TicketStatus } from '../../contract/ticket-status.ts';
import type { Ticket } from '../../contract/ticket.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { HotlineTicketChangedEvent } from '../../events/ticket-changed.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { copyText } from '../../io/copy.ts';
import { hasEnded, ticketsFor, type TicketStore } from '../../io/ticket-store.ts';
import { controls } from '../../styles/controls.ts';
import { reset } from '../../styles/reset.ts';
import { tokens } from '../../styles/tokens.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../icons.ts';
import { ticketStyles } from './ticket.styles.ts';

/**
 * @summary The ticket of a callback: number, passphrase, who will call by when, what has happened; and the way to cancel.
 * @element hotline-ticket
 * @fires hotline-ticket-changed
 * @csspart ticket - The card.
 */
export class HotlineTicket extends HotlineElement {
  static override styles = [reset, tokens, controls, ticketStyles];
  static override properties: PropertyDeclarations = {
    asking: { state: true },
    outcome: { state: true },
  };

  private asking = false;
  private outcome = '';

  private _tickets: TicketStore | undefined;
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
      this._leave = this.isConnected ? tickets?.follow() : undefined;
    }
    this.changes.follow(tickets);
    tickets?.attend();
  }

  protected override updated(): void {
    const ticket = this._tickets?.state.ticket;
    const now = ticket && `${ticket.number} ${ticket.status}`;
    if (now && this._seen && now !== this._seen) this.dispatchEvent(new HotlineTicketChangedEvent());
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
    return html`<div class="ticket">
      <p class="small">${m.noTicket}</p>
      ${this.contact?.callback ? html`<button type="button" class="button soft" @click=${() => this.show('callback')}>${m.callback}</button>` : nothing}
    </div>`;
  }

  private _waiting(m: Messages): TemplateResult {
    const stale = this._tickets?.state.stale;
    return html`<div class="ticket" role="status" aria-label=${stale ? nothing : m.loading}>
      <p class="small">${m.ticketRow(formatTicketNumber(this._tickets?.heldNumber ?? ''))}</p>
      ${stale
        ? html`<p class="hint warn">${icons.alert}<span>${m.unreachable.title}</span></p>
            <button type="button" class="button soft" @click=${() => this._tickets?.refresh()}>${m.retry}</button>`
        : html`<div class="bone"></div><div class="bone"></div><div class="bone"></div>`}
    </div>`;
  }

  private _card(ticket: Ticket, m: Messages): TemplateResult {
    const ended = hasEnded(ticket);
    return html`<section part="ticket" class="ticket" aria-labelledby="lead">
      <div role="status">
        <h3 id="lead" class="lead" tabindex="-1">${ended ? m.ended[ticket.status as keyof Messages['ended']] : m.received}</h3>
        ${ended ? nothing : html`<p class="small">${this._promise(ticket, m)}</p>`}
      </div>
      ${this._tickets?.state.stale ? html`<p class="hint warn">${icons.alert}<span>${m.ticketStale(this._when(ticket.asOf, ticket))}</span></p>` : nothing}
      <div>
        <p class="small">${m.ticketNumber}</p>
        <p class="number">
          <span>${formatTicketNumber(ticket.number)}</span>
          <button type="button" class="icon" title=${m.copyTicket} @click=${() => this._copy(ticket, m)}>${this.outcome === m.copied ? icons.check : icons.copy}</button>
        </p>
      </div>
      ${ended ? nothing : html`<p class="pass"><span class="small">${m.passphrase}</span><b>${ticket.passphrase}</b></p>`}
      <ol class="timeline" aria-label=${m.timeline}>
        ${ticket.timeline.map(({ at, status }, index) => this._step(m.ticketStatus[status], !ended && index === ticket.timeline.length - 1 ? 'now' : '', this._when(at, ticket)))}
        ${ended ? nothing : this._ahead(ticket.status).map((status) => this._step(m.ahead[status], 'ahead'))}
      </ol>
      ${this._actions(ticket, ended, m)}
      <p class="small" role="status" ?hidden=${!this.outcome}>${this.outcome}</p>
    </section>`;
  }

  private _step(words: string, state: '' | 'now' | 'ahead', when = ''): TemplateResult {
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}><i></i><span>${words}</span>${when ? html`<time>${when}</time>` : nothing}</li>`;
  }

  private _ahead(status: TicketStatus): readonly ('calling' | 'solved')[] {
    return status === 'calling' ? ['solved'] : ['calling', 'solved'];
  }

  private _promise({ dueAt, callsFrom, phone, line }: Ticket, m: Messages): string {
    const now = Date.now();
    const when = dueAt && formatWhen(Date.parse(dueAt), now, this.spokenLanguage, line.timeZone);
    const due = !when ? m.dueUnknown : Date.parse(dueAt) < now ? m.overdue(when) : m.due(when);
    return [due, callsFrom.length ? m.callsFrom(callsFrom.join(m.listOf)) : '', m.callTo(phone)].filter(Boolean).join(' · ');
  }

  private _when(iso: string, { line }: Ticket): string {
    return formatWhen(Date.parse(iso), Date.now(), this.spokenLanguage, line.timeZone);
  }

  private _actions(ticket: Ticket, ended: boolean, m: Messages): TemplateResult | typeof nothing {
    if (ended) {
      const again = () => {
        this._tickets?.forget();
        this.show('callback');
      };
      return html`<div class="actions">
        <button type="button" class="button soft" @click=${again}>${m.another}</button>
        <button type="button" class="button quiet" @click=${this._forget}>${m.forget}</button>
      </div>`;
    }
    if (!ticket.may.cancel) return nothing;
    if (!this.asking) return html`<div class="actions"><button type="button" class="button quiet" id="cancel" @click=${() => this._ask(true)}>${m.cancel}</button></div>`;
    return html`<div role="group" aria-labelledby="sure">
      <p id="sure">${m.cancelSure}</p>
      <div class="actions">
        <button type="button" class="button soft" id="keep" @click=${() => this._ask(false)}>${m.cancelNo}</button>
        <button type="button" class="button quiet" @click=${() => this._cancel(m)}>${m.cancelYes}</button>
      </div>
    </div>`;
  }

  private _ask(asking: boolean): Promise<void> {
    this.asking = asking;
    return this._focus(asking ? '#keep' : '#cancel');
  }

  private async _cancel(m: Messages): Promise<void> {
    const done = await this._tickets?.cancel();
    this.outcome = done ? '' : m.cancelFailed;
    this.asking = !done;
    if (done) await this._focus('#lead');
  }

  private _forget(): Promise<void> {
    this._tickets?.forget();
    return this._focus('button');
  }

  /** What had the focus has gone: the next thing takes it, so that it does not fall back to the page. */
  private async _focus(next: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  private async _copy({ number }: Ticket, m: Messages): Promise<void> {
    this.outcome = (await copyText(formatTicketNumber(number), this.renderRoot.querySelector('section') ?? this.renderRoot)) ? m.copied : m.copyFailed;
  }

  private _look = (): void => {
    if (!document.hidden) void this._tickets?.refresh();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-ticket': HotlineTicket;
  }
}
