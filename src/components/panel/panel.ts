import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { Live } from '../../controllers/live.ts';
import { PanelDrawnEvent, PanelNotDrawnEvent } from '../../events/panel-drawn.ts';
import { RequestCareEvent } from '../../events/request-care.ts';
import { RequestCloseEvent } from '../../events/request-close.ts';
import { RequestPlaceEvent, type PillPlace } from '../../events/request-place.ts';
import type { RequestViewEvent, View } from '../../events/request-view.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import { attemptOf } from '../../stores/attempt.ts';
import { holding } from '../../stores/held.ts';
import { heldCode } from '../../stores/held-code.ts';
import { heldTicket, isCall, openTicket } from '../../stores/held-ticket.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { draftFor, type DraftStore } from '../../stores/draft-store.ts';
import { submissionOf } from '../../stores/submission.ts';
import { rememberContact } from '../../stores/remember-contact.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { register } from '../../elements.ts';
import { HotlineChecklist } from '../checklist/checklist.ts';
import { HotlineElement } from '../hotline-element.ts';
import { HotlineNumber } from '../number/number.ts';
import { isComposing } from '../parts/composing.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { panelStyles } from './panel.styles.ts';

/** Where the panel is a modal sheet, not a card beside the page. */
const SHEET = '(max-width: 480px)';

/** Registers the elements of the home view, which are in one file with the panel. */
export const defineParts = (): void => {
  register('hotline-number', HotlineNumber);
  register('hotline-checklist', HotlineChecklist);
};

/**
 * @summary The panel that `<hotline-widget>` opens: greeting, number, checklist, callback form,
 *   ticket.
 * @element hotline-panel
 * @fires hotline-request-close
 * @fires hotline-request-care
 * @csspart panel - The card or sheet.
 */
export class HotlinePanel extends HotlineElement {
  static override styles = [HotlineElement.styles, panelStyles];
  static override properties: PropertyDeclarations = {
    open: { type: Boolean },
    floating: { type: Boolean },
    left: { type: Boolean, reflect: true },
    view: {},
    said: { state: true },
    more: { state: true },
  };

  private readonly _views = {
    callback: new LazyElement(this, 'hotline-callback'),
    ticket: new LazyElement(this, 'hotline-ticket'),
    verify: new LazyElement(this, 'hotline-verify'),
  };
  private readonly _card = new LazyElement(this, 'hotline-ticket-card');
  private readonly _careBar = new LazyElement(this, 'hotline-care-bar');
  /** Number of the ticket at the last update; empty if there was none. */
  private _held: string | undefined;
  /** The draft of the member who is here. */
  private _drafts: DraftStore | undefined;
  /** Whether to move the focus to the heading as soon as it is drawn. */
  private _focusHeading = false;

  /** What has happened, for a screen reader. */
  declare private said?: string | undefined;
  /** In care mode: whether the home view shows more than how to reach us. */
  declare private more?: boolean;

  /** Whether the panel is shown. */
  open = false;
  /** A card or sheet over the page. Otherwise it is in the flow of the page. */
  floating = false;
  /** At the left side of the window instead of the right. */
  left = false;
  /** The view to show. */
  view: View = 'home';

  constructor() {
    super();
    defineParts();
    new Live(this);
    // The button that was pressed goes away.
    this.addEventListener('hotline-request-care', () => (this._focusHeading = true));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('storage', this._look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('storage', this._look);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { _drafts: before, store } = this;
    // Named on `<hotline-widget>`, perhaps since the launcher has made the context.
    this.shown.orders = (this.getRootNode() as ShadowRoot).host?.getAttribute('orders');
    this._drafts = store && draftFor(store);
    // Another member begins at the beginning.
    if (before && before !== this._drafts && !changed.has('view')) this.view = 'home';
    this._attend(store);
    // The ticket stays in view when it has ended.
    if (this.view === 'callback' && this._shown === 'ticket') this.view = 'ticket';
    if (!this.open) return;
    if (this.care) void this._careBar.load();
    if (this.store) rememberContact(this.store);
    const view = this._shown;
    if (view !== 'home') void this._views[view].load();
  }

  protected override updated(changed: PropertyValues): void {
    if (this.floating) this._present();
    this.dispatchEvent(new PanelDrawnEvent());
    const opened = changed.has('open');
    if (opened || changed.has('view')) this._focusHeading = this.open && (this.floating || !opened);
    // The texts may load after the panel.
    const heading = this._focusHeading && this.renderRoot.querySelector('h2');
    if (!heading) return;
    this._focusHeading = false;
    heading.focus({ preventScroll: true });
  }

  /**
   * The view in use: home if the contact is missing, or takes no callbacks; the ticket instead of
   * the form while a callback is on its way.
   */
  private get _shown(): View {
    const { view, contact, store } = this;
    if (!contact || (view === 'callback' && !contact.callback)) return 'home';
    return view === 'callback' && store && openTicket(store) ? 'ticket' : view;
  }

  /** Follows what is held for the member, and says when a ticket has come. */
  private _attend(store: ContactStore | undefined): void {
    this.changes.follow(holding);
    if (!store?.state.contact) return;
    this.changes.follow(submissionOf(store));
    const { number = '', call, chosen } = heldTicket(store) ?? {};
    const { ticket } = store.state.contact.member;
    if (number || attemptOf(store) || heldCode(store) || ticket) void this._card.load();
    const { messages: m, _held: before } = this;
    if (number && before !== undefined && number !== before && !chosen && m && m !== 'failed')
      this.said = (call ? m.callNews : m.ticketNews)(formatTicketNumber(number));
    this._held = number;
  }

  /** Whether the member sees the panel. */
  get presented(): boolean {
    const shown = this.floating ? 'dialog[open]' : '.panel';
    return this.open && !!(this.renderRoot as HTMLElement | undefined)?.querySelector(shown);
  }

  /** Closes the panel, so that the pill with the number is there. */
  protected override drawFallback(): void {
    this.dispatchEvent(new PanelNotDrawnEvent());
  }

  private get _dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private _greeting(contact: Contact | undefined, m: Messages): string {
    if (contact?.greeting) return this.text(contact.greeting);
    return contact?.member.name ? m.atYourService : m.greeting;
  }

  /**
   * Opens or closes the dialog: modal on phones. Browsers without `<dialog>` (Safari 14) only show
   * or hide it.
   */
  private _present(): void {
    const { _dialog: dialog, open } = this;
    if (!dialog || dialog.hasAttribute('open') === open) return;
    if (open)
      import('./steady.ts').then(
        ({ keepSteady }) => keepSteady(dialog),
        () => undefined,
      );
    if (!dialog.show) dialog.toggleAttribute('open', open);
    else if (!open) dialog.close();
    else if (matchMedia(SHEET).matches) dialog.showModal();
    else dialog.show();
  }

  private _look = (): void => this.requestUpdate();

  private _changeView = (event: RequestViewEvent): void => {
    event.preventDefault();
    this.view = event.view;
  };

  private _close = (): void => void this.dispatchEvent(new RequestCloseEvent());

  private _cancel = (event: Event): void => {
    event.preventDefault();
    this._close();
  };

  private _keydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event) && !event.defaultPrevented)
      this._cancel(event);
  };

  /** Closes the sheet on a click on its backdrop. */
  private _clickBackdrop = (event: MouseEvent): void => {
    if (event.target !== this._dialog || !this._dialog?.matches(':modal')) return;
    // The click took the focus out of the sheet. On closing, focus returns only from inside it.
    this.renderRoot.querySelector('h2')?.focus();
    this._close();
  };

  protected override template(m: Messages): TemplateResult {
    const view = this._shown;
    const content = html`${this._head(view, m)}
      <div class="body" @hotline-request-view=${this._changeView}>
        <p class="visually-hidden" role="status">${this.said}</p>
        <div role="status">${view === 'callback' ? nothing : this._submission(m)}</div>
        ${this._ticket(view)} ${view === 'home' ? this._home(m) : this._form(view, m)}
        ${this.care && this._careBar.state === 'ready' ? html`<hotline-care-bar .context=${this.shown} .view=${view} .open=${this.open}></hotline-care-bar>` : nothing}
      </div>`;
    if (!this.floating) return html`<div part="panel" class="panel">${content}</div>`;
    return html`<dialog
      part="panel"
      aria-labelledby="title"
      @cancel=${this._cancel}
      @keydown=${this._keydown}
      @click=${this._clickBackdrop}
    >
      ${content}
    </dialog>`;
  }

  private _head(view: View, m: Messages): TemplateResult {
    const { contact, store } = this;
    const name = contact?.member.name;
    const care = html`<button
      type="button"
      class="link care"
      @click=${() => this.dispatchEvent(new RequestCareEvent())}
    >
      ${m.care}
    </button>`;
    const close = this.floating
      ? html`<button type="button" class="icon" title=${m.close} @click=${this._close}>
          ${icons.close}
        </button>`
      : nothing;
    if (view !== 'home') {
      return html`<div class="head sub">
        <button type="button" class="icon" title=${m.back} @click=${() => (this.view = 'home')}>
          ${icons.back}
        </button>
        <div class="who">
          <h2 id="title" tabindex="-1">
            ${view === 'verify' ? m.verify.title : view === 'ticket' ? (store && isCall(store) ? m.callTitle : m.ticketTitle) : contact?.status.state === 'closed' ? m.callbackClosed : m.callback}
          </h2>
        </div>
        ${close}
      </div>`;
    }
    const tier = contact?.member.tier;
    return html`<div class="head">
      <div class="who">
        <h2 id="title" tabindex="-1">
          ${name ? html`${m.hello(name)}<br />` : nothing}${this._greeting(contact, m)}
        </h2>
        ${tier ? html`<span class="badge ${tier.style}">${this.text(tier.label)}</span>` : nothing}
      </div>
      ${care} ${close}
    </div>`;
  }

  private _home(m: Messages): TemplateResult {
    const { contact, store } = this;
    const awaited = !!store && !!openTicket(store);
    const whole = !this.care || this.more;
    return html`<hotline-number .context=${this.shown} .awaited=${awaited}></hotline-number>
      ${contact && whole ? html`<hotline-checklist .context=${this.shown}></hotline-checklist>` : nothing}
      ${
        contact?.callback && contact.status.state !== 'closed' && !awaited
          ? html`<button
              type="button"
              class="button soft"
              @pointerenter=${this._views.callback.load}
              @click=${() => (this.view = 'callback')}
            >
              ${contact.status.state === 'busy' ? m.callbackRather : m.callback}
            </button>`
          : nothing
      }
      ${
        whole
          ? nothing
          : html`<button type="button" class="button outline" @click=${() => (this.more = true)}>
              ${m.moreHelp}
            </button>`
      }
      ${contact?.notices.map((notice) => html`<p class="hint">${icons.alert}<span>${this.text(notice)}</span></p>`)}
      <p class="hint">${icons.shield}<span>${m.safe}</span></p>
      ${
        contact
          ? html`<button type="button" class="link" @click=${() => (this.view = 'verify')}>
              ${m.verify.link}
            </button>`
          : nothing
      }
      ${whole ? this._places(m, awaited) : nothing}`;
  }

  /** Moves the pill without dragging it. With an open ticket, the pill stays. */
  private _places(m: Messages, awaited: boolean): TemplateResult | typeof nothing {
    if (!this.floating || !this.parentElement?.hasAttribute('data-movable')) return nothing;
    const button = (place: PillPlace, words: string): TemplateResult =>
      html`<button
        type="button"
        class="link"
        @click=${() => this.dispatchEvent(new RequestPlaceEvent(place))}
      >
        ${words}
      </button>`;
    return html`<p class="places">
      ${button('other-side', this.left ? m.toRight : m.toLeft)}
      ${awaited ? nothing : button('tucked', m.tuckAway)}
    </p>`;
  }

  /** The ticket or the request that this device holds. Hidden where the same is shown whole. */
  private _ticket(view: View): TemplateResult | typeof nothing {
    const { store } = this;
    if (this._card.state !== 'ready' || !store) return nothing;
    const whole = view !== 'home' || !(this._held || attemptOf(store));
    return html`<hotline-ticket-card
      .context=${this.shown}
      .seldom=${!this.open}
      .unseen=${whole}
      ?hidden=${whole}
    ></hotline-ticket-card>`;
  }

  /** What becomes of a request while the member looks at something else. */
  private _submission(m: Messages): TemplateResult | typeof nothing {
    const submission = this.store && submissionOf(this.store).state;
    const words =
      submission?.phase === 'waiting-for-network'
        ? m.waitingShort
        : submission?.phase === 'sending'
          ? m.sending
          : submission?.phase === 'refused'
            ? (wordsOf(m.refused, submission.code) ?? m.refused['other'])
            : undefined;
    if (!words) return nothing;
    return html`<p class="hint warn">${icons.alert}<span>${words}</span></p>
      <button type="button" class="link" @click=${() => (this.view = 'callback')}>
        ${m.toForm}
      </button>`;
  }

  /** The callback form, the ticket or the check of a number, which are loaded when they are needed. */
  private _form(view: Exclude<View, 'home'>, m: Messages): TemplateResult {
    const { state, load } = this._views[view];
    if (state === 'failed') {
      return html`${failure(m, load)} <hotline-number .context=${this.shown}></hotline-number>`;
    }
    if (state !== 'ready') return html`<p class="small" role="status">${m.loading}</p>`;
    return view === 'callback'
      ? html`<hotline-callback .context=${this.shown} .short=${this.care}></hotline-callback>`
      : view === 'ticket'
        ? html`<hotline-ticket .context=${this.shown} .short=${this.care}></hotline-ticket>`
        : html`<hotline-verify .context=${this.shown}></hotline-verify>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-panel': HotlinePanel;
  }
}
