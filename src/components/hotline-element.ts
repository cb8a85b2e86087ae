import {
  html,
  type CSSResultGroup,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../contract/contact.ts';
import type { Language, Text } from '../contract/text.ts';
import { Observe } from '../controllers/observe.ts';
import { pickText } from '../core/text.ts';
import { RequestViewEvent, type View } from '../events/request-view.ts';
import { loadMessages } from '../i18n/load.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { FIND_CONTEXT, type Context } from '../page/context.ts';
import { inShadow } from '../page/in-shadow.ts';
import type { ContactStore } from '../stores/contact-store.ts';
import { deskTime } from '../stores/desk-time.ts';
import { SOURCE_ATTRIBUTES } from '../stores/source.ts';
import { readableAccent } from '../styles/accent.ts';
import { controls } from '../styles/controls.ts';
import { reset } from '../styles/reset.ts';
import { tokens } from '../styles/tokens.ts';
import { updateTranslated } from './parts/translated.ts';

/** How often elements update texts that depend on the time ("10 seconds ago", "tomorrow"), ms. */
const UPDATE_INTERVAL_MS = 30_000;

/**
 * Base class of the elements of the panel. The element around it passes a context: where the
 * contact comes from, the language and the look. An element that a page places itself finds its
 * context: from its own attributes (`desk`, `config`, `tier`, `member-token`, `member-token-url`,
 * `phone`), or else from the page's `<hotline-widget>`.
 */
export abstract class HotlineElement extends LitElement {
  static override styles: CSSResultGroup = [reset, tokens, controls];
  static override properties: PropertyDeclarations = {
    order: {},
    orders: {},
    lang: {},
    context: { attribute: false },
    dark: { type: Boolean, reflect: true },
    care: { type: Boolean, reflect: true },
    messages: { state: true },
  };

  /** Also those that name its source. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...SOURCE_ATTRIBUTES];
  }

  /** Updates the element when its stores change. */
  protected readonly changes = new Observe(this);
  /** The context in use: the passed one, or the one found in the page. */
  declare protected shown: Context;
  /** The store of the contact. */
  store?: ContactStore | undefined = undefined;
  /** The language of the last request for texts. */
  private _language?: Language;
  private _interval?: ReturnType<typeof setInterval>;

  /**
   * The texts, unless they are still loading. Those of another language stay until the new ones are
   * there.
   */
  declare protected messages?: Messages | 'failed' | undefined;

  /** The order that this page is about. If absent, it is searched in the address of the page. */
  declare order?: string | null;
  /** The member's recent orders, to pick from: numbers with commas between them, or JSON. */
  declare orders?: string | null;
  /** The language. If absent, that of the page, then of the browser. */
  override lang = '';
  /** Passed by the element around this one. If absent, the element finds its own. */
  declare context?: Context;
  /** Dark colours. Set by the element itself, from the background of the page. */
  dark = false;
  /** Care mode: larger and simpler, for elderly members. */
  care = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this._interval = setInterval(() => this.requestUpdate(), UPDATE_INTERVAL_MS);
  }

  override attributeChangedCallback(
    name: string,
    before: string | null,
    value: string | null,
  ): void {
    super.attributeChangedCallback(name, before, value);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this._interval);
  }

  /** Nothing is drawn before the context is known. */
  protected override shouldUpdate(): boolean {
    const { care, order, orders } = this;
    const find = window[FIND_CONTEXT];
    const context =
      this.context ?? (find && { ...find(this), ...inShadow(this), care, order, orders });
    if (context) this.shown = context;
    else
      // A page without `<hotline-widget>`. If loading fails, the next update tries again.
      import('../page/without-launcher.ts').then(
        () => this.requestUpdate(),
        () => undefined,
      );
    return !!context;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { store, language, dark, care } = this.shown;
    this.dark = dark;
    this.care = care;
    if (care && changed.has('care'))
      import('./care/enlarge.ts').then(
        ({ enlarge }) => enlarge(this),
        () => undefined,
      );
    // Where the page hands over tokens itself. An address that is asked for them stays the same.
    if (store !== this.store && !store.source['member-token-url'])
      import('../page/keep-member.ts').then(
        ({ keepMember }) => keepMember(),
        () => undefined,
      );
    // A store keeps sending requests as long as it has subscribers.
    if (store !== this.store) this.changes.leave();
    this.store = store;
    this.changes.follow(store);
    if (language !== this._language) this._loadTexts(language);
    const { accent = '' } = this.contact?.brand ?? {};
    if (
      /^#[\da-f]{3}/i.test(accent) &&
      (!this.style.getPropertyValue('--_brand') || changed.has('dark') || changed.has('care'))
    ) {
      this.style.setProperty('--_brand', readableAccent(accent, this.dark, this.care));
    }
  }

  protected override update(changed: PropertyValues): void {
    updateTranslated(this.renderRoot, () => super.update(changed));
  }

  protected get contact(): Contact | undefined {
    return this.store?.state.contact;
  }

  /** The zone of the line, or that of the device if this browser does not know it. */
  protected get timeZone(): string | undefined {
    return this.known(this.contact?.line.timeZone);
  }

  /** The zone, or undefined if this browser does not know it. */
  protected known(timeZone: string | undefined): string | undefined {
    try {
      new Intl.DateTimeFormat('en', { timeZone });
      return timeZone;
    } catch {
      return undefined;
    }
  }

  /** The time of the desk, epoch ms. */
  protected get now(): number {
    return deskTime(this.shown.store);
  }

  protected get language(): Language {
    return this.shown.language;
  }

  /** A text of the shop in the language of the element. */
  protected text(text: Text): string {
    return pickText(text, this.language);
  }

  /**
   * Shows another view: in the panel around this element, or else in the page.
   */
  protected show(view: View): void {
    if (!this.dispatchEvent(new RequestViewEvent(view))) return;
    import('./parts/show-view.ts').then(
      ({ showView }) => showView(this, view, this.shown),
      () => undefined,
    );
  }

  private _loadTexts(language: Language): void {
    this._language = language;
    if (this.messages === 'failed') this.messages = undefined;
    loadMessages(language).then(
      ({ messages }) => {
        if (this._language === language) this.messages = messages;
      },
      () => (this.messages ??= 'failed'),
    );
  }

  /** A page may have broken what Lit is made of. It must not take the number with it. */
  protected override scheduleUpdate(): void {
    try {
      void super.scheduleUpdate();
    } catch (error) {
      console.error(error);
      this.drawFallback();
    }
  }

  /** Draws the number without Lit. */
  protected drawFallback(): void {
    const { line } = this.store?.state.contact ?? {};
    if (!line) return;
    const link = document.createElement('a');
    link.href = line.uri;
    link.textContent = line.display;
    this.renderRoot.replaceChildren(link);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { messages } = this;
    if (!messages) return nothing;
    try {
      if (messages !== 'failed') return this.template(messages);
    } catch (error) {
      // The desk's answer has a field that is not what it should be.
      console.error(error);
    }
    const { line } = this.contact ?? {};
    // Chinese and English, because no texts may be loaded.
    return html`${line ? html`<a class="button" translate="no" href=${line.uri}>${line.display}</a>` : nothing}
      <button
        type="button"
        class="button outline"
        @click=${() => {
          this._loadTexts(this.language);
          void this.store?.refresh();
        }}
      >
        重试 · Retry
      </button>`;
  }

  /** Draws the element with these texts. */
  protected abstract template(m: Messages): TemplateResult | typeof nothing;
}
