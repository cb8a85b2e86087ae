import type { HotlinePanel } from '../components/panel/panel.ts';
import type { Language } from '../contract/text.ts';
import { pickText } from '../core/text.ts';
import { HotlineCloseEvent } from '../events/close.ts';
import { HotlineOpenEvent } from '../events/open.ts';
import type { View } from '../events/request-view.ts';
import { launcherWords } from '../i18n/launcher.ts';
import { statusWords } from '../i18n/status.ts';
import { findContext } from '../page/find-context.ts';
import type { ContactStore } from '../stores/contact-store.ts';
import { SOURCE_ATTRIBUTES } from '../stores/source.ts';
import { adopt } from '../styles/adopt.ts';
import { loadMessages, loadPanel, loadResolver } from './chunks.ts';
import { styles } from './hotline-widget.styles.ts';

export type { View };

const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...children: Node[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

/**
 * The hotline of a shop: a pill with the number and its status, which opens the panel. It is a
 * plain element because every visitor downloads it. The panel is loaded and drawn when the pill is
 * hovered, focused or pressed.
 *
 * @element hotline-widget
 * @slot - A link with a `tel:` address: the number to show when everything else fails.
 * @fires hotline-open
 * @fires hotline-close
 * @csspart launcher - The pill.
 * @cssproperty [--hotline-accent=#2457d6] - The shop's colour.
 * @cssproperty [--hotline-on-accent=#fff] - Text on the shop's colour.
 * @cssproperty [--hotline-accent-soft=#eef3ff] - Ground of the quieter buttons.
 * @cssproperty [--hotline-surface=#fff] - Ground of the panel.
 * @cssproperty [--hotline-radius=16px] - Corners of the cards.
 * @cssproperty [--hotline-font] - Font family.
 * @cssproperty [--hotline-offset-x=20px] - Distance from the side of the window.
 * @cssproperty [--hotline-offset-y=20px] - Distance from the bottom of the window.
 * @attr {string} desk - Origin of the desk.
 * @attr {string} config - Static mode: address of the config file, or the JSON itself.
 * @attr {string} tier - Static mode: the member's tier.
 * @attr {string} member-token - The JWT by which the shop vouches for its member.
 * @attr {string} member-token-url - An address of the shop that answers with such a token.
 * @attr {string} phone - The number to show when everything else fails.
 * @attr {string} order - The order that this page is about; found in the page's address where
 * absent.
 * @attr {string} orders - The member's recent orders to pick from: numbers with commas between them,
 * or JSON.
 * @attr {'zh-CN' | 'zh-TW' | 'en'} lang - The page's, then the browser's language where absent.
 * @attr {'floating' | 'inline'} mode - In a corner of the window (default), or the panel in place.
 * @attr {'bottom-right' | 'bottom-left' | 'none'} placement - Which corner; `none` draws no pill.
 * @attr {boolean} pinned - Members can neither move the pill nor tuck it away.
 * @attr {string} structured-data - States the public line in the page's head for search engines, as
 * JSON-LD of schema.org. May list the languages that agents speak: `zh-CN en`.
 * @attr {boolean} care - Larger and simpler, for elderly members.
 * @attr {boolean} opened - Whether the panel is open.
 */
export class HotlineWidget extends HTMLElement {
  static readonly observedAttributes: readonly string[] = [
    ...SOURCE_ATTRIBUTES,
    'order',
    'lang',
    'mode',
    'placement',
    'care',
    'opened',
  ];

  private _note = make('span');
  private _main = make('b');
  private _pill = make('button', make('i'), make('span', this._note, this._main));
  private _root = make('div', this._pill);
  private _panel: HotlinePanel | undefined;
  /** From the first time that the panel is wanted, unless it could not be drawn. */
  private _mounting: Promise<unknown> | undefined;
  private _leave: (() => void) | undefined;
  private _wasOpen?: boolean;
  /** The view to open. */
  private _view: View | undefined;

  /**
   * Called when the element has left the page.
   * @internal
   */
  onRemoved?: () => void;
  /** Where the Contact comes from; undefined until the element is first added to a page. */
  store?: ContactStore | undefined;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    const { _pill: pill } = this;
    adopt(shadow, styles);
    shadow.append(this._root);
    pill.part = 'launcher';
    pill.ariaHasPopup = 'dialog';
    pill.onclick = () => this.open();
    pill.onpointerenter = pill.onfocus = () => this._mount();
  }

  /**
   * The JWT by which the shop vouches for its member. What an earlier one granted is hidden at
   * once.
   */
  get memberToken(): string {
    return this.getAttribute('member-token') ?? '';
  }
  set memberToken(token: string | null | undefined) {
    this.setAttribute('member-token', token ?? '');
  }

  /** Opens the panel at a view. */
  open(view: View = 'home'): void {
    this._view = view;
    if (this._panel) this._panel.view = view;
    this.setAttribute('opened', '');
  }

  /** Closes the panel and moves the focus from there back to the pill. */
  close(): void {
    this.removeAttribute('opened');
  }

  /** Requests the Contact again, for example after the member signed in or out. */
  refresh(): Promise<void> | undefined {
    return this.store?.refresh();
  }

  /** Loads the panel ahead of time. */
  preload(): void {
    this._load().catch(() => {});
  }

  connectedCallback(): void {
    // A property that was set before the element was defined hides the accessor of the same name.
    const { memberToken } = this;
    delete (this as { memberToken?: string | null | undefined }).memberToken;
    if (memberToken) this.memberToken = memberToken;
    this._update();
  }

  disconnectedCallback(): void {
    this._leave?.();
    this._leave = undefined;
    this.onRemoved?.();
  }

  attributeChangedCallback(): void {
    // Attributes in the page's HTML change one by one before connectedCallback.
    if (this._leave) this._update();
  }

  /** Hides the pill while the panel shows. */
  private _cover(): void {
    const { _pill: pill, _panel: panel } = this;
    const covered = !!panel?.presented;
    pill.hidden = covered || this.getAttribute('placement') === 'none';
    // `true` and `false` become texts.
    (pill as { ariaBusy: unknown }).ariaBusy = this.hasAttribute('opened') && !covered;
  }

  /** Shows the state of the attributes and the store. Calling it again changes nothing. */
  private _update(): void {
    const { _root: root, _pill: pill, _panel: panel } = this;
    const context = findContext(loadResolver)(this);
    const { store, language } = context;
    if (store !== this.store || !this._leave) {
      this._leave?.();
      this.store = store;
      this._leave = store.subscribe(() => this._update());
    }
    const { state, source } = store;
    const { hotline, callback } = launcherWords(language);
    const open = this.hasAttribute('opened');
    const inline = this.getAttribute('mode') === 'inline';
    const left = this.getAttribute('placement') === 'bottom-left';
    const care = this.hasAttribute('care');

    // Without any number, the word for a hotline.
    let note: string | undefined = source.phone && hotline;
    let main = source.phone ?? hotline;
    const looks: unknown[] = [!inline && 'floating', left && 'left', care && 'care', state.phase];
    if (state.contact) {
      const { line, status, brand, member, callback: callbacks } = state.contact;
      const words = status.paused
        ? pickText(status.paused, language)
        : statusWords(state.contact, language);
      const closed = status.state === 'closed';
      note = closed ? words : [pickText(line.label, language), words].filter(Boolean).join(' · ');
      main = closed && callbacks ? callback : line.display;
      looks.push(status.state, member.tier?.style);
      root.style.setProperty('--_brand', brand.accent ?? '');
    }
    this._note.textContent = note ?? '';
    this._main.textContent = main;
    root.className = looks.filter(Boolean).join(' ');
    root.lang = language;
    // In the top layer, above everything on the page. Browsers without one use the z-index.
    root.popover = inline ? null : 'manual';
    try {
      root.showPopover();
    } catch {
      // It shows already, it is inline, or the browser has no top layer.
    }
    // Last: reading the page's colours makes the browser compute the styles that were written above.
    if (context.dark) root.classList.add('dark');

    const inside = document.activeElement === this;
    // Properties flow down.
    if (panel)
      Object.assign(panel, {
        context: { ...context, care, order: this.getAttribute('order') },
        floating: !inline,
        left,
        open: inline || open,
      });
    else if (inline || open) this._mount();
    this._cover();
    if (!open === !this._wasOpen) return;
    this._wasOpen = open;
    if (open && state.phase === 'failed') void store.refresh();
    // Nothing outside a modal panel can be focused before it has closed.
    if (!open && inside) void panel?.updateComplete.then(() => pill.focus());
    this.dispatchEvent(open ? new HotlineOpenEvent() : new HotlineCloseEvent());
  }

  private _load(): Promise<unknown> {
    return Promise.all([loadPanel(), loadMessages(this._root.lang as Language)]);
  }

  /**
   * Loads and draws the panel, which then only has to be shown. If that fails, dials the number for
   * a member who opened it.
   */
  private _mount(): void {
    const fail = (): void => {
      const { state, source } = this.store as ContactStore;
      const uri = state.contact?.line.uri ?? (source.phone && `tel:${source.phone}`);
      if (this._view && this._wasOpen && uri) location.href = uri;
      this._panel?.remove();
      this._panel = this._mounting = undefined;
      this.close();
    };
    this._mounting ??= this._load()
      .then(() => {
        const panel = (this._panel = make('hotline-panel'));
        if (this._view) panel.view = this._view;
        panel.addEventListener('hotline-request-close', () => this.close());
        panel.addEventListener('hotline-drawn', () => this._cover());
        panel.addEventListener('hotline-not-drawn', fail);
        this._root.append(panel);
        this.attributeChangedCallback();
        // Rejects if the page has broken what the panel is made of.
        return panel.updateComplete;
      })
      .catch(fail);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-widget': HotlineWidget;
  }
}
