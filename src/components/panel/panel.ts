import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Contact } from '../../contract/contact.ts';
import { RequestCareEvent } from '../../events/request-care.ts';
import { RequestCloseEvent } from '../../events/request-close.ts';
import type { RequestViewEvent, View } from '../../events/request-view.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { heldTicket } from '../../io/held-ticket.ts';
import { rememberContact } from '../../io/remember.ts';
import { controls } from '../../styles/controls.ts';
import { reset } from '../../styles/reset.ts';
import { tokens } from '../../styles/tokens.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../icons.ts';
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

  @query('dialog') private dialog?: HTMLDialogElement | null;
  @query('h2') private heading?: HTMLElement | null;

  @state() private formLoaded = false;
  @state() private formFailed = false;

  /** Whether it shows. */
  @property({ type: Boolean }) open = false;
  /** A card or sheet over the page; otherwise it stands in its place. */
  @property({ type: Boolean }) floating = false;
  /** At the left side of the window. */
  @property({ type: Boolean, reflect: true }) left = false;
  /** What it shows. */
  @property() view: View = 'home';

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.open && this.store) rememberContact(this.store);
    if (this.open && (this.view !== 'home' || (this.store && heldTicket(this.store)))) void this.loadForm();
  }

  protected override updated(changed: PropertyValues): void {
    if (this.floating) this.present();
    const opened = this.open && (changed.has('open') || changed.has('view') || !changed.size);
    if (opened && (this.floating || changed.get('view') !== undefined)) this.heading?.focus({ preventScroll: !this.floating });
  }

  protected override template(m: Messages): TemplateResult {
    const content = html`${this.head(m)}
      <div class="body" @hotline-request-view=${this.changeView}>${this.view === 'home' ? this.home(m) : this.form(m)}</div>`;
    if (!this.floating) return html`<div part="panel" class="panel">${content}</div>`;
    return html`<dialog part="panel" aria-labelledby="title" @cancel=${this.cancel} @keydown=${this.keydown} @click=${this.press}>${content}</dialog>`;
  }

  private head(m: Messages): TemplateResult {
    const { contact, view } = this;
    const name = contact?.member.name;
    const care = html`<button type="button" class="icon" aria-label=${m.care} title=${m.care} aria-pressed=${this.care ? 'true' : 'false'} @click=${() => this.dispatchEvent(new RequestCareEvent())}>${icons.care}</button>`;
    const close = this.floating
      ? html`<button type="button" class="icon" aria-label=${m.close} title=${m.close} @click=${this.close}>${icons.close}</button>`
      : nothing;
    if (view !== 'home') {
      return html`<header class="sub">
        <button type="button" class="icon" aria-label=${m.back} title=${m.back} @click=${() => (this.view = 'home')}>${icons.back}</button>
        <div class="who"><h2 id="title" tabindex="-1">${view === 'ticket' ? m.ticketTitle : contact?.status.state === 'closed' ? m.callbackClosed : m.callback}</h2></div>
        ${close}
      </header>`;
    }
    const tier = contact?.member.tier;
    return html`<header>
      <div class="who">
        <h2 id="title" tabindex="-1">${name ? html`${m.hello(name)}<br />` : nothing}${this.greeting(contact, m)}</h2>
        ${tier ? html`<span class="badge ${tier.style}">${this.text(tier.label)}</span>` : nothing}
      </div>
      ${care} ${close}
    </header>`;
  }

  private greeting(contact: Contact | undefined, m: Messages): string {
    if (contact?.greeting) return this.text(contact.greeting);
    return contact?.member.name ? m.atYourService : m.greeting;
  }

  private home(m: Messages): TemplateResult {
    const { contact } = this;
    const { store, language, dark, care } = this;
    const held = store && heldTicket(store);
    return html`${held
        ? html`<button type="button" class="ticket-row" @click=${() => (this.view = 'ticket')}><span>${m.ticketRow(formatTicketNumber(held.number))}</span>${icons.next}</button>`
        : nothing}
      <hotline-number .store=${store} .language=${language} .dark=${dark} .care=${care}></hotline-number>
      ${contact ? html`<hotline-checklist .store=${store} .language=${language} .dark=${dark} .care=${care} .order=${this.order}></hotline-checklist>` : nothing}
      ${contact?.callback && !(contact.status.state === 'closed')
        ? html`<button type="button" class="button soft ask" @pointerenter=${this.loadForm} @focus=${this.loadForm} @click=${() => (this.view = 'callback')}>
            ${contact.status.state === 'busy' ? m.callbackRather : m.callback}
          </button>`
        : nothing}
      <p class="hint">${icons.shield}<span>${m.safe}</span></p>`;
  }

  /** The callback form and the ticket: a chunk of their own. */
  private form(m: Messages): TemplateResult {
    const { store, language, dark, care } = this;
    if (this.formFailed) {
      return html`<p class="hint bad" role="alert">${icons.alert}<span>${m.partFailed}</span></p>
        <button type="button" class="button" @click=${this.loadForm}>${m.retry}</button>
        <hotline-number .store=${store} .language=${language} .dark=${dark} .care=${care}></hotline-number>`;
    }
    if (!this.formLoaded) return html`<p class="small" role="status">${m.loading}</p>`;
    return this.view === 'callback'
      ? html`<hotline-callback .store=${store} .language=${language} .dark=${dark} .care=${care} .order=${this.order}></hotline-callback>`
      : html`<hotline-ticket .store=${store} .language=${language} .dark=${dark} .care=${care}></hotline-ticket>`;
  }

  private loadForm = async (): Promise<void> => {
    if (this.formLoaded) return;
    try {
      this.formFailed = false;
      const { defineForm } = await import('../../define-form.ts');
      defineForm();
      this.formLoaded = true;
    } catch {
      this.formFailed = true;
    }
  };

  /** A modal sheet on phones, a card beside the page elsewhere; without `<dialog>` (Safari 14) it merely shows. */
  private present(): void {
    const { dialog, open } = this;
    if (!dialog || dialog.open === open || dialog.hasAttribute('open') === open) return;
    if (!dialog.show) dialog.toggleAttribute('open', open);
    else if (!open) dialog.close();
    else if (matchMedia(SHEET).matches) dialog.showModal();
    else dialog.show();
  }

  private changeView = (event: RequestViewEvent): void => {
    event.preventDefault();
    this.view = event.view;
  };

  private close = (): void => void this.dispatchEvent(new RequestCloseEvent());

  private cancel = (event: Event): void => {
    event.preventDefault();
    this.close();
  };

  private keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  };

  /** A press on the ground behind the sheet. */
  private press = (event: MouseEvent): void => {
    if (event.target === this.dialog && this.dialog?.matches(':modal')) this.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-panel': HotlinePanel;
  }
}
