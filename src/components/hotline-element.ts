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
import type { ContactStore } from '../stores/contact-store.ts';
import { readableAccent } from '../styles/accent.ts';
import { controls } from '../styles/controls.ts';
import { reset } from '../styles/reset.ts';
import { tokens } from '../styles/tokens.ts';

/** How often what is said of time ("10 seconds ago", "tomorrow") is said anew: ms. */
const TICK = 30_000;

interface WidgetOnPage extends HTMLElement {
  open(view: View): void;
}

/**
 * What every element of the panel has: a Contact, a language and a look, handed down by the panel; standing alone in a page it finds
 * them itself, from its own attributes (`desk`, `config`, `tier`, `member-token`, `member-token-url`, `phone`) or else from the page's
 * `<hotline-widget>`.
 */
export abstract class HotlineElement extends LitElement {
  static override styles: CSSResultGroup = [reset, tokens, controls];
  static override properties: PropertyDeclarations = {
    order: {},
    lang: {},
    context: { attribute: false },
    dark: { type: Boolean, reflect: true },
    care: { type: Boolean, reflect: true },
    messages: { state: true },
    wordless: { state: true },
  };

  /** The order that this page is about; found in the page's address where absent. */
  declare order?: string | null;
  /** The language; the page's, then the browser's where absent. */
  override lang = '';
  /** Handed down by the element around this one; an element that stands alone in the page finds its own. */
  declare context?: Context;
  /** On a dark ground; found out where the element stands alone. */
  dark = false;
  /** Larger and simpler, for elderly members. */
  care = false;

  declare private messages?: Messages;
  /** The language's file did not come. */
  private wordless = false;

  /** What the element shows follows. */
  protected readonly changes = new Observe(this);
  /** What the element shows now: what was handed down, or what it found in the page. */
  declare protected shown: Context;
  /** Where the Contact comes from. */
  store?: ContactStore | undefined;
  private _spoken?: Language;
  private _clock?: ReturnType<typeof setInterval>;

  override connectedCallback(): void {
    super.connectedCallback();
    this._clock = setInterval(() => this.requestUpdate(), TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this._clock);
  }

  /** Shows nothing before the context is known. */
  protected override shouldUpdate(): boolean {
    const { care, order } = this;
    const find = window[FIND_CONTEXT];
    const context = this.context ?? (find && { ...find(this), care, order });
    if (context) this.shown = context;
    else
      // A page without `<hotline-widget>`. What fails is tried again with the next update.
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
    // A store goes on asking its desk as long as somebody listens.
    if (store !== this.store) this.changes.leave();
    this.store = store;
    this.changes.follow(store);
    if (language !== this._spoken) this._speak(language);
    const accent = this.contact?.brand.accent;
    if (
      accent &&
      (!this.style.getPropertyValue('--_brand') || changed.has('dark') || changed.has('care'))
    ) {
      this.style.setProperty('--_brand', readableAccent(accent, this.dark, this.care));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { messages, wordless } = this;
    if (messages) return this.template(messages);
    // In no language that a file of its own would have to bring.
    return wordless
      ? html`<button
          type="button"
          class="button outline"
          @click=${() => this._speak(this.spokenLanguage)}
        >
          重试 · Retry
        </button>`
      : nothing;
  }

  /** The element in words. */
  protected abstract template(m: Messages): TemplateResult | typeof nothing;

  protected get contact(): Contact | undefined {
    return this.store?.state.phase === 'ready' ? this.store.state.contact : undefined;
  }

  protected get spokenLanguage(): Language {
    return this._spoken ?? 'zh-CN';
  }

  protected text(text: Text): string {
    return pickText(text, this.spokenLanguage);
  }

  /** Shows another view: in the panel around this element, in the page's own element of that kind, or in the page's panel. */
  protected show(view: View): void {
    if (!this.dispatchEvent(new RequestViewEvent(view))) return;
    const inPage = document.querySelector(`hotline-${view}`);
    if (inPage) inPage.scrollIntoView({ block: 'nearest' });
    else document.querySelector<WidgetOnPage>('hotline-widget')?.open(view);
  }

  private _speak(language: Language): void {
    this._spoken = language;
    this.wordless = false;
    loadMessages(language).then(
      ({ messages }) => {
        if (this._spoken === language) this.messages = messages;
      },
      () => (this.wordless = true),
    );
  }
}
