import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Ticket } from '../../contract/ticket.ts';
import { askedOf } from '../../core/asked.ts';
import { mostUrgentFirst } from '../../core/most-urgent.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { HotlineCallbackCreatedEvent } from '../../events/callback-created.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { CodeWatch } from '../../stores/code-watch.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { holding } from '../../stores/held.ts';
import { attemptOf } from '../../stores/attempt.ts';
import { senderFor } from '../../stores/callback-sender.ts';
import { hasOthers, openTicketsFor, type OpenTickets } from '../../stores/open-tickets.ts';
import { actionsFor } from '../../stores/ticket-actions.ts';
import { ticketsFor, type TicketStore } from '../../stores/ticket-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { factList } from '../parts/fact-list.ts';
import { icons } from '../parts/icons.ts';
import { showsOthers } from './load-others.ts';
import { TicketWords } from './ticket-words.ts';
import { ticketCardStyles } from './ticket-card.styles.ts';

interface Launcher extends Element {
  /** Writes its texts. */
  attributeChangedCallback(): void;
}

/**
 * @summary The member's open ticket in a few words, with the passphrase one press away. Inside the
 *   panel, above everything else. It also asks about a request that was not answered.
 * @element hotline-ticket-card
 * @fires hotline-callback-created
 */
export class HotlineTicketCard extends HotlineElement {
  static override styles = [HotlineElement.styles, ticketCardStyles];
  static override properties: PropertyDeclarations = {
    seldom: { attribute: false },
    unseen: { attribute: false },
  };

  private readonly _preview = new LazyElement(this, 'hotline-call-preview');
  private _tickets: TicketStore | undefined;
  private _watch: CodeWatch | undefined;
  private _watched: ContactStore | undefined;
  /** The member's open tickets, once there is more than one. */
  private _others: OpenTickets | undefined;
  /** Stops following the ticket. */
  private _unfollow: (() => void) | undefined;
  /** Stops following the others. */
  private _unfollowOthers: (() => void) | undefined;
  /** What the pill was told last. */
  private _told: string | undefined;

  /** Whether the panel is closed, so that only the pill shows the ticket. */
  seldom = false;
  /** Whether the panel shows the ticket itself. */
  unseen = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this._return);
    addEventListener('storage', this._look);
    addEventListener('online', this._look);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this._return);
    removeEventListener('storage', this._look);
    removeEventListener('online', this._look);
    this._leave();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this;
    if (!store || !this.isConnected) return;
    const tickets = ticketsFor(store);
    const sender = senderFor(store);
    this.changes.follow(tickets);
    this.changes.follow(actionsFor(tickets));
    this.changes.follow(sender);
    sender.attend();
    this.changes.follow(holding);
    if (store !== this._watched) {
      this._watch?.leave();
      this._watched = store;
      this._watch = new CodeWatch(store);
    }
    this._watch?.attend();
    if (tickets !== this._tickets || changed.has('seldom') || !this._unfollow) {
      const leave = this._unfollow;
      this._tickets = tickets;
      this._unfollow = tickets.follow(this.seldom);
      leave?.();
    }
    this._attendOthers(store);
    if (sender.isDue)
      void sender.checkIfDue(this.language).then((stored) => {
        if (stored) document.dispatchEvent(new HotlineCallbackCreatedEvent());
      });
  }

  /** Follows the member's other open tickets, also while only the pill shows. */
  private _attendOthers(store: ContactStore): void {
    this._others?.attend();
    if (!hasOthers(store)) return this._leaveOthers();
    const others = openTicketsFor(store);
    if (others !== this._others || !this._unfollowOthers) {
      this._unfollowOthers?.();
      this._others = others;
      this._unfollowOthers = others.follow();
    }
    this.changes.follow(others);
  }

  /** The ticket that the pill shows: the most urgent one, whichever the member looks at. */
  private get _mostUrgent(): Ticket | undefined {
    return mostUrgentFirst(this._open)[0];
  }

  /** The member's open tickets. */
  private get _open(): Ticket[] {
    const { ticket } = this._tickets?.state ?? {};
    const others = this._others?.state.filter(({ number }) => number !== ticket?.number) ?? [];
    return ticket && !hasEnded(ticket.status) ? [ticket, ...others] : others;
  }

  protected override updated(): void {
    const { _tickets: tickets, _mostUrgent: ticket, messages: m } = this;
    const asked = this._open.reduce((sum, one) => sum + askedOf(one), 0);
    const words =
      !m || m === 'failed'
        ? undefined
        : ticket && tickets
          ? asked
            ? m.asked(asked)
            : this._words(ticket, tickets, m).short
          : this._isWaiting
            ? m.waitingPill
            : undefined;
    const launcher = this._launcher;
    if (words) this._tellPill(launcher, words);
    // It writes its own texts again.
    else if (this._told) launcher?.attributeChangedCallback();
    this._told = words;
  }

  /** The page's launcher, around the panel around this card. */
  private get _launcher(): Launcher | undefined {
    const around = (node: Node | undefined): Element | undefined =>
      (node?.getRootNode() as Partial<ShadowRoot> | undefined)?.host;
    const found = around(around(this));
    return found?.localName === 'hotline-widget' ? (found as Launcher) : undefined;
  }

  /**
   * The pill says the open ticket first, and the number. Written from here, because few visitors
   * have a ticket and all download the launcher. It hands its context down each time that it writes
   * its own texts, so this follows.
   */
  private _tellPill(launcher: Launcher | undefined, words: string): void {
    const [note, main] =
      launcher?.shadowRoot?.querySelectorAll('[part=launcher] span span, [part=launcher] b') ?? [];
    const number = this.contact?.line.display;
    if (note && main && number) [note.textContent, main.textContent] = [number, words];
  }

  /** Whether a request is on this device, and will be sent by itself. */
  private get _isWaiting(): boolean {
    const state = this.store && senderFor(this.store).state;
    return !!state && 'kept' in state && state.kept;
  }

  private _leave(): void {
    this._watch?.leave();
    this._unfollow?.();
    this._unfollow = undefined;
    this._leaveOthers();
  }

  private _leaveOthers(): void {
    this._unfollowOthers?.();
    this._others = this._unfollowOthers = undefined;
  }

  private _words(ticket: Ticket, tickets: TicketStore, m: Messages): TicketWords {
    return new TicketWords(ticket, m, this.language, tickets.now);
  }

  private _look = (): void => this.requestUpdate();

  private _return = (): void => {
    if (!document.hidden && !this.hidden) void this._tickets?.refresh();
  };

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { _tickets: tickets, store } = this;
    if (!tickets || !store || this.unseen) return nothing;
    const { heldNumber: number } = tickets;
    if (!number)
      // What waits for the network is said above this card.
      return attemptOf(store) && senderFor(store).state.phase !== 'waiting-for-network'
        ? this._row(m.unsure, () => this.show('callback'))
        : nothing;
    const { ticket } = tickets.state;
    const name = m.ticketRow(formatTicketNumber(number));
    const main =
      ticket && !hasEnded(ticket.status)
        ? this._card(ticket, tickets, m)
        : this._row(ticket ? `${name} · ${this._words(ticket, tickets, m).short}` : name);
    return showsOthers(store)
      ? html`${main}
          <hotline-open-tickets
            .context=${this.shown}
            @hotline-choose-ticket=${() => this.show('ticket')}
          ></hotline-open-tickets>`
      : main;
  }

  private _row(words: string, act: () => void = () => this.show('ticket')): TemplateResult {
    return html`<button type="button" class="button soft row" @click=${act}>
      <span>${words}</span>${icons.next}
    </button>`;
  }

  private _card(ticket: Ticket, tickets: TicketStore, m: Messages): TemplateResult {
    const words = this._words(ticket, tickets, m);
    const asked = askedOf(ticket);
    // Before the call, so that it is there in time.
    if (words.isCalled || ticket.status === 'claimed') void this._preview.load();
    const isPreviewed = words.isCalled && this._preview.state === 'ready';
    const actions = actionsFor(tickets);
    const { state } = actions;
    const isReady = state.phase !== 'idle' && state.action === 'ready';
    const isTold = !ticket.may.ready && ticket.status !== 'calling';
    const said =
      isReady && state.phase === 'sending'
        ? m.sending
        : isReady && isTold
          ? m.canTalkDone
          : isReady && state.phase === 'refused' && ticket.may.ready
            ? m.notDone
            : '';
    return html`<section class="card" aria-labelledby="now">
      <div role="status">
        <h3 id="now">${factList(words.short.split(' · '))}</h3>
        ${asked ? html`<p class="asked"><b>${m.asked(asked)}</b></p>` : nothing}
        <p class="small">
          <span class="nowrap" translate="no"
            >${m.ticketRow(formatTicketNumber(ticket.number))}</span
          >
        </p>
        ${tickets.state.stale ? html`<p class="hint warn">${icons.alert}<span>${m.ticketStale(words.when(ticket.asOf))}</span></p>` : nothing}
      </div>
      ${
        isPreviewed
          ? html`<hotline-call-preview
              .context=${this.shown}
              .ticket=${ticket}
            ></hotline-call-preview>`
          : ticket.passphrase && words.willCall
            ? html`<details class="pass" ?open=${ticket.status === 'calling'}>
                <summary>${icons.next}${m.showPassphrase}</summary>
                <b translate="no">${ticket.passphrase}</b>
                <p class="small">${m.passphrase}</p>
              </details>`
            : nothing
      }
      ${
        ticket.may.ready
          ? html`<button
              type="button"
              class="button"
              aria-disabled=${state.phase === 'sending'}
              @click=${() => actions.act('ready')}
            >
              ${m.canTalk}
            </button>`
          : nothing
      }
      <p class="small" role="status">${said}</p>
      <button
        type="button"
        class="button ${asked ? '' : 'soft'}"
        @click=${() => this.show('ticket')}
      >
        ${m.viewTicket}
      </button>
    </section>`;
  }
}

export default HotlineTicketCard;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-ticket-card': HotlineTicketCard;
  }
}
