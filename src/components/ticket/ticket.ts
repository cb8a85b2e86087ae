import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Ticket } from '../../contract/ticket.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import type { TicketActedEvent } from '../../events/ticket-acted.ts';
import { HotlineTicketChangedEvent } from '../../events/ticket-changed.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { copyText } from '../../device/copy.ts';
import { attemptOf } from '../../stores/attempt.ts';
import { isKept } from '../../stores/held.ts';
import { senderFor } from '../../stores/callback-sender.ts';
import { actionsFor, type TicketActions } from '../../stores/ticket-actions.ts';
import { isOverdue } from '../../core/ticket-late.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import { ticketsFor, type TicketStore } from '../../stores/ticket-store.ts';
import { register } from '../../elements.ts';
import { HotlineElement } from '../hotline-element.ts';
import { askedOf, inquiriesOf } from '../../core/asked.ts';
import { factList } from '../parts/fact-list.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { HotlineTicketActions } from './actions.ts';
import { showsOthers } from './load-others.ts';
import { TicketWords, type Step } from './ticket-words.ts';
import { ticketStyles } from './ticket.styles.ts';

/**
 * @summary The ticket of a callback: number, passphrase, who calls and when, what has happened, and
 *   what the member can do with it.
 * @element hotline-ticket
 * @fires hotline-ticket-changed
 * @csspart ticket - The card.
 */
export class HotlineTicket extends HotlineElement {
  static override styles = [HotlineElement.styles, ticketStyles];
  static override properties: PropertyDeclarations = {
    copied: { state: true },
    short: { attribute: false },
  };

  private readonly _inquiries = new LazyElement(this, 'hotline-inquiries');
  private readonly _preview = new LazyElement(this, 'hotline-call-preview');
  private _tickets: TicketStore | undefined;
  private _actions: TicketActions | undefined;
  /** Whether another ticket was chosen, which gets the focus when it is there. */
  private _chosen = false;
  /** Stops following the ticket. */
  private _unfollow: (() => void) | undefined;
  /** Number and status at the last update. */
  private _seen: string | undefined;

  declare private copied?: 'copied' | 'failed';

  /**
   * While there is nothing to do but wait: folds up everything but when who calls. Set by the panel
   * in care mode.
   * @internal
   */
  short = false;

  constructor() {
    super();
    register('hotline-ticket-actions', HotlineTicketActions);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this._refresh);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this._unfollow?.();
    this._unfollow = undefined;
    document.removeEventListener('visibilitychange', this._refresh);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const tickets = this.store && ticketsFor(this.store);
    if (tickets !== this._tickets || !this._unfollow) {
      this._unfollow?.();
      this._tickets = tickets;
      this._actions = tickets && actionsFor(tickets);
      this._unfollow = this.isConnected ? tickets?.follow() : undefined;
    }
    this.changes.follow(tickets);
    this.changes.follow(this._actions);
    tickets?.attend();
    if (this.store) void senderFor(this.store).checkIfDue(this.language);
  }

  protected override updated(): void {
    const { ticket, lost, stale } = this._tickets?.state ?? {};
    const now = ticket && `${ticket.number} ${ticket.status}`;
    if (now && this._seen && now !== this._seen)
      this.dispatchEvent(new HotlineTicketChangedEvent());
    this._seen = now;
    if (!this._chosen) return;
    this.renderRoot.querySelector<HTMLElement>('#lead')?.focus();
    this._chosen = !(ticket ?? (lost || stale));
  }

  /** The button that was pressed is gone: moves the focus to what replaced it. */
  private _moveFocus = ({ action }: TicketActedEvent): void => {
    if (action === 'another') this.show('callback');
    else void this._focus(action === 'erase' || action === 'forget' ? 'button' : '#lead');
  };

  private _forget = (): Promise<void> => {
    this._tickets?.forget();
    return this._focus('button');
  };

  private async _focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private async _copyText(text: string): Promise<void> {
    this.copied = (await copyText(
      text,
      this.renderRoot.querySelector('section') ?? this.renderRoot,
    ))
      ? 'copied'
      : 'failed';
  }

  private _refresh = (): void => {
    if (!document.hidden) void this._tickets?.refresh();
  };

  protected override template(m: Messages): TemplateResult {
    return html`${this._main(m)}
    ${
      showsOthers(this.store)
        ? html`<hotline-open-tickets
            .context=${this.shown}
            @hotline-choose-ticket=${() => (this._chosen = true)}
          ></hotline-open-tickets>`
        : nothing
    }`;
  }

  private _main(m: Messages): TemplateResult {
    const { _tickets: tickets } = this;
    if (!tickets?.heldNumber) return this._empty(m);
    const { ticket, lost } = tickets.state;
    if (lost) {
      return html`<div class="ticket">
        <p class="hint">${icons.alert}<span>${m.ticketLost}</span></p>
        ${this._dial(m)}
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
      <p class="small">
        ${this.store && attemptOf(this.store) ? html`${m.unknown} ${this.contact?.line.display}` : m.noTicket}
      </p>
      ${this.contact?.callback ? html`<button type="button" class="button soft" @click=${() => this.show('callback')}>${m.callback}</button>` : nothing}
    </div>`;
  }

  /** On a device that keeps nothing, a reload loses the ticket. */
  private _unkept({ number, passphrase }: Ticket, m: Messages): TemplateResult | typeof nothing {
    if (!this.store || isKept(this.store, 'ticket')) return nothing;
    const { origin, pathname } = location;
    const text = [m.ticketRow(formatTicketNumber(number)), passphrase, origin + pathname];
    return html`<div role="status">
      <p class="hint warn">${icons.alert}<span>${m.notKept}</span></p>
      <button
        type="button"
        class="button soft"
        @click=${() => this._copyText(text.filter(Boolean).join('\n'))}
      >
        ${this.copied === 'copied' ? m.copy.copied : m.copyAll}
      </button>
    </div>`;
  }

  /** The number, for whoever does not want to wait, or has nothing to wait for any more. */
  private _dial(m: Messages, words = m.stillHelp): TemplateResult | typeof nothing {
    const { line } = this.contact ?? {};
    return line
      ? html`<p class="dial">
          <span class="small">${words}</span>
          <a class="link" href=${line.uri} translate="no">${line.display}</a>
        </p>`
      : nothing;
  }

  private _waiting(m: Messages): TemplateResult {
    const stale = this._tickets?.state.stale;
    return html`<div class="ticket" role="status" aria-label=${stale ? nothing : m.loading}>
      <p id="lead" class="small" tabindex="-1">
        ${m.ticketRow(formatTicketNumber(this._tickets?.heldNumber ?? ''))}
      </p>
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
      ${this._dial(m, m.rather)}
    </div>`;
  }

  private _card(ticket: Ticket, m: Messages): TemplateResult {
    const words = new TicketWords(ticket, m, this.language, this._tickets?.now ?? this.now);
    const { promise } = words;
    // Before the call, so that it is there in time.
    if (words.isCalled || ticket.status === 'claimed') void this._preview.load();
    const isPreviewed = words.isCalled && this._preview.state === 'ready';
    // What the shop gives a member who waits longer than promised.
    const late = ticket.whenLate && isOverdue(ticket) ? this.text(ticket.whenLate) : '';
    const asked = askedOf(ticket);
    const number = this._number(ticket, m);
    const rest = this._rest(ticket, words, m);
    const isShort =
      this.short && !hasEnded(ticket.status) && !ticket.may.ready && ticket.status !== 'calling';
    return html`<section part="ticket" class="ticket" aria-labelledby="lead">
      <div role="status">
        <h3 id="lead" class="lead" tabindex="-1">${words.lead}</h3>
        ${late ? html`<p>${late}</p>` : nothing}
        ${asked ? html`<p><b>${m.asked(asked)}</b></p>` : nothing}
        ${promise.length && !isPreviewed ? html`<p class="small">${factList(promise)}</p>` : nothing}
      </div>
      ${isPreviewed ? html`<hotline-call-preview .context=${this.shown} .ticket=${ticket}></hotline-call-preview>` : nothing}
      ${this._asked(ticket, m)}
      ${ticket.conclusion ? html`<p class="answer"><span class="small">${m.conclusion}</span>${ticket.conclusion}</p>` : nothing}
      ${this._tickets?.state.isEarlier ? html`<p class="hint warn">${icons.alert}<span>${m.earlier}</span></p>` : nothing}
      ${this._tickets?.state.stale ? html`<p class="hint warn">${icons.alert}<span>${m.ticketStale(words.when(ticket.asOf))}</span></p>` : nothing}
      ${isShort ? nothing : number}
      ${isPreviewed || (hasEnded(ticket.status) && !ticket.mergedInto) || !ticket.passphrase || !words.willCall ? nothing : html`<p class="pass"><span class="small">${m.passphrase}</span><b translate="no">${ticket.passphrase}</b><button type="button" class="link" @click=${() => this.show('verify')}>${m.verify.link}</button></p>`}
      ${ticket.attachments ? html`<p class="small">${m.picturesReceived(ticket.attachments)}</p>` : nothing}
      ${this._unkept(ticket, m)}
      ${this._dial(m, hasEnded(ticket.status) ? m.stillHelp : ticket.status === 'calling' ? m.cutOff : m.rather)}
      ${
        isShort
          ? html`<details>
              <summary class="link">${icons.next}${m.ticketMore}</summary>
              <div class="ticket">${number}${rest}</div>
            </details>`
          : rest
      }
    </section>`;
  }

  /** What an agent asks for: loaded for members who are asked. */
  private _asked(ticket: Ticket, m: Messages): TemplateResult | typeof nothing {
    if (!inquiriesOf(ticket).length) return nothing;
    const { state, load } = this._inquiries;
    if (state === 'failed') return failure(m, load);
    void load();
    return html`<hotline-inquiries .context=${this.shown} .ticket=${ticket}></hotline-inquiries>`;
  }

  private _number(ticket: Ticket, m: Messages): TemplateResult {
    return html`<div>
      <p class="small">${m.ticketNumber}</p>
      <p class="number">
        <span translate="no">${formatTicketNumber(ticket.number)}</span>
        <button
          type="button"
          class="icon"
          title=${m.copyTicket}
          @click=${() => this._copyText(formatTicketNumber(ticket.number))}
        >
          ${this.copied === 'copied' ? icons.check : icons.copy}
        </button>
        <span class="small" role="status">${this.copied && m.copy[this.copied]}</span>
      </p>
    </div>`;
  }

  /** What the member can do, and what has happened. */
  private _rest(ticket: Ticket, words: TicketWords, m: Messages): TemplateResult {
    return html`<hotline-ticket-actions
        .context=${this.shown}
        .ticket=${ticket}
        @hotline-ticket-acted=${this._moveFocus}
      ></hotline-ticket-actions>
      <ol class="timeline" aria-label=${m.timeline}>
        ${words.steps.map((step) => this._step(step))}
      </ol>`;
  }

  private _step({ words, when, state }: Step): TemplateResult {
    return html`<li class=${state} aria-current=${state === 'now' ? 'step' : nothing}>
      <i></i><span>${words}</span>${when ? html`<time>${when}</time>` : nothing}
    </li>`;
  }
}

export default HotlineTicket;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-ticket': HotlineTicket;
  }
}
