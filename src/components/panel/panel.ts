import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { RequestCareEvent } from '../../events/request-care.ts';
import { RequestCloseEvent } from '../../events/request-close.ts';
import type { RequestViewEvent, View } from '../../events/request-view.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { loadForm, loadLive } from './load-form.ts';
import { heldTicket } from '../../device/held-ticket.ts';
import { rememberContact } from '../../device/remember.ts';
import { controls } from '../../styles/controls.ts';
import { reset } from '../../styles/reset.ts';
import { tokens } from '../../styles/tokens.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { panelStyles } from './panel.styles.ts';

/** Up to here the panel is a sheet over the page, not a card beside it. */
const SHEET = '(max-width: 480px)';

/**
 * @summary The panel that `<hotline-widget>` opens: greeting, number, checklist, callback, ticket.
 * @element hotline-panel
 * @fires hotline-request-close
 * @fires hotline-request-care
 * @csspart panel - The card or sheet.
 */
export class HotlinePanel extends HotlineElement {
  static override styles = [reset, tokens, controls, panelStyles];
  static override properties: PropertyDeclarations = {
    loaded: { state: true },
    failed: { state: true },
    open: { type: Boolean },
    floating: { type: Boolean },
    left: { type: Boolean, reflect: true },
    view: {},
  };

  /** The views whose elements are there. */
  private loaded: readonly View[] = ['home'];
  private failed = false;

  /** Whether it shows. */
  open = false;
  /** A card or sheet over the page; otherwise it stands in its place. */
  floating = false;
  /** At the left side of the window. */
  left = false;
  /** What it shows. */
  view: View = 'home';

  /** Whoever opened it, or turned to another view, is still to be led to its heading. */
  private _leadIn = false;
  /** What keeps the status fresh while it is open. */
  private _live: Promise<unknown> | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.open) return;
    if (this.store) {
      rememberContact(this.store);
      if (this.store.source.desk)
        this._live ??= loadLive()
          .then(({ Live }) => new Live(this))
          .catch(() => (this._live = undefined));
    }
    void this._load(this._shown);
  }

  protected override updated(changed: PropertyValues): void {
    if (this.floating) this._present();
    const opened = changed.has('open');
    if (opened || changed.has('view')) this._leadIn = this.open && (this.floating || !opened);
    // The language's words may come after the panel.
    const heading = this._leadIn && this.renderRoot.querySelector('h2');
    if (!heading) return;
    this._leadIn = false;
    heading.focus({ preventScroll: true });
  }

  protected override template(m: Messages): TemplateResult {
    const view = this._shown;
    const content = html`${this._head(view, m)}
      <div class="body" @hotline-request-view=${this._changeView}>
        ${view === 'home' ? this._home(m) : this._form(view, m)}
      </div>`;
    if (!this.floating) return html`<div part="panel" class="panel">${content}</div>`;
    return html`<dialog
      part="panel"
      aria-labelledby="title"
      @cancel=${this._cancel}
      @keydown=${this._keydown}
      @click=${this._press}
    >
      ${content}
    </dialog>`;
  }

  /** The view asked for, or home where there is nothing to ask a callback of. */
  private get _shown(): View {
    return this.view === 'home' ||
      !this.contact ||
      (this.view === 'callback' && !this.contact.callback)
      ? 'home'
      : this.view;
  }

  private get _dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  private _head(view: View, m: Messages): TemplateResult {
    const { contact } = this;
    const name = contact?.member.name;
    const care = html`<button
      type="button"
      class="icon"
      title=${m.care}
      aria-pressed=${this.care}
      @click=${() => this.dispatchEvent(new RequestCareEvent())}
    >
      ${icons.care}
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
            ${view === 'ticket' ? m.ticketTitle : contact?.status.state === 'closed' ? m.callbackClosed : m.callback}
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

  private _greeting(contact: Contact | undefined, m: Messages): string {
    if (contact?.greeting) return this.text(contact.greeting);
    return contact?.member.name ? m.atYourService : m.greeting;
  }

  private _home(m: Messages): TemplateResult {
    const { contact } = this;
    const { store, language, dark, care } = this;
    const held = store && heldTicket(store);
    return html`${
        held
          ? html`<button
              type="button"
              class="button soft held"
              @click=${() => (this.view = 'ticket')}
            >
              ${m.ticketRow(formatTicketNumber(held.number))}${icons.next}
            </button>`
          : nothing
      }
      <hotline-number
        .store=${store}
        .language=${language}
        .dark=${dark}
        .care=${care}
      ></hotline-number>
      ${contact ? html`<hotline-checklist .store=${store} .language=${language} .dark=${dark} .care=${care} .order=${this.order}></hotline-checklist>` : nothing}
      ${
        contact?.callback && !(contact.status.state === 'closed')
          ? html`<button
              type="button"
              class="button soft"
              @pointerenter=${() => this._load('callback')}
              @click=${() => (this.view = 'callback')}
            >
              ${contact.status.state === 'busy' ? m.callbackRather : m.callback}
            </button>`
          : nothing
      }
      ${contact?.notices.map((notice) => html`<p class="hint">${icons.alert}<span>${this.text(notice)}</span></p>`)}
      <p class="hint">${icons.shield}<span>${m.safe}</span></p>`;
  }

  /** The callback form or the ticket: files of their own. */
  private _form(view: View, m: Messages): TemplateResult {
    const { store, language, dark, care } = this;
    if (this.failed) {
      return html`${failure(m, () => this._load(view))}
        <hotline-number
          .store=${store}
          .language=${language}
          .dark=${dark}
          .care=${care}
        ></hotline-number>`;
    }
    if (!this.loaded.includes(view)) return html`<p class="small" role="status">${m.loading}</p>`;
    return view === 'callback'
      ? html`<hotline-callback
          .store=${store}
          .language=${language}
          .dark=${dark}
          .care=${care}
          .order=${this.order}
        ></hotline-callback>`
      : html`<hotline-ticket
          .store=${store}
          .language=${language}
          .dark=${dark}
          .care=${care}
        ></hotline-ticket>`;
  }

  private async _load(view: View): Promise<void> {
    if (this.loaded.includes(view)) return;
    try {
      const { loadTicket } = await loadForm();
      if (view === 'ticket') await loadTicket();
      this.loaded = [...this.loaded, view];
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }

  /** A modal sheet on phones, a card beside the page elsewhere; without `<dialog>` (Safari 14) it merely shows. */
  private _present(): void {
    const { _dialog: dialog, open } = this;
    if (!dialog || dialog.open === open || dialog.hasAttribute('open') === open) return;
    if (!dialog.show) dialog.toggleAttribute('open', open);
    else if (!open) dialog.close();
    else if (matchMedia(SHEET).matches) dialog.showModal();
    else dialog.show();
  }

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
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this._close();
  };

  /** A press on the ground behind the sheet. */
  private _press = (event: MouseEvent): void => {
    if (event.target !== this._dialog || !this._dialog?.matches(':modal')) return;
    // The press took the focus out of the sheet, from where closing would give it back.
    this.renderRoot.querySelector('h2')?.focus();
    this._close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-panel': HotlinePanel;
  }
}
