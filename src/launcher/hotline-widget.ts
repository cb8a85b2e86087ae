import type { HotlinePanel } from '../components/panel/panel.ts';
import type { Language } from '../contract/text.ts';
import { pickText, matchLanguage } from '../core/text.ts';
import { HotlineCloseEvent } from '../events/close.ts';
import { HotlineOpenEvent } from '../events/open.ts';
import type { View } from '../events/request-view.ts';
import { launcherWords } from '../i18n/launcher.ts';
import { statusWords } from '../i18n/status.ts';
import type { ContactStore } from '../io/contact-store.ts';
import { storeOf } from '../io/registry.ts';
import { SOURCE_ATTRIBUTES, sourceOf } from '../io/source.ts';
import { adopt } from '../styles/adopt.ts';
import { onDarkGround } from '../styles/scheme.ts';
import { loadMessages, loadPanel } from './chunks.ts';
import { styles } from './hotline-widget.styles.ts';
import { roomBelow } from './make-room.ts';

export type { View };

const node = (className: string, ...children: Node[]): HTMLElement => {
  const made = document.createElement(className === 'pill' ? 'button' : 'span');
  made.className = className;
  made.append(...children);
  return made;
};

/**
 * The hotline of a shop: a pill with the number and whether it is answered, which opens the panel. A plain element, because every
 * visitor downloads it; the panel comes when the pill is hovered, focused or pressed.
 *
 * @element hotline-widget
 * @slot - A link with a `tel:` address: the number to show when everything else fails.
 * @fires hotline-open
 * @fires hotline-close
 * @csspart launcher - The pill.
 * @cssproperty [--hotline-accent=#2457d6] - The shop's colour.
 * @cssproperty [--hotline-font] - Font family.
 * @cssproperty [--hotline-offset-x=20px] - Distance from the side of the window.
 * @cssproperty [--hotline-offset-y=20px] - Distance from the bottom of the window.
 * @attr {string} desk - Origin of the desk.
 * @attr {string} config - Static mode: address of the config file, or the JSON itself.
 * @attr {string} tier - Static mode: the member's tier.
 * @attr {string} member-token - The JWT by which the shop vouches for its member.
 * @attr {string} member-token-url - An address of the shop that answers with such a token.
 * @attr {string} phone - The number to show when everything else fails.
 * @attr {string} order - The order that this page is about; found in the page's address where absent.
 * @attr {'zh-CN' | 'zh-TW' | 'en'} lang - The page's, then the browser's language where absent.
 * @attr {'floating' | 'inline'} mode - In a corner of the window (default), or the panel in place.
 * @attr {'bottom-right' | 'bottom-left' | 'none'} placement - Which corner; `none` draws no pill.
 * @attr {boolean} care - Larger and simpler, for elderly members.
 * @attr {boolean} open - Whether the panel is open.
 */
export class HotlineWidget extends HTMLElement {
  static readonly observedAttributes = [...SOURCE_ATTRIBUTES, 'order', 'lang', 'mode', 'placement', 'care', 'open'];

  private _root = node('root');
  private _note = node('note');
  private _main = node('main');
  private _pill = node('pill', node('disc', node('dot')), node('words', this._note, this._main));
  private _leave: (() => void) | undefined;
  private _panel: HotlinePanel | undefined;
  private _view: View = 'home';

  /** Where the Contact of this element comes from; absent before it was first in a page. */
  store?: ContactStore;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    const { _pill: pill, _root: root } = this;
    adopt(shadow, styles);
    pill.setAttribute('part', 'launcher');
    pill.setAttribute('aria-haspopup', 'dialog');
    pill.onclick = () => this.open();
    pill.onpointerenter = pill.onfocus = () => void this._load().catch(() => {});
    root.append(pill);
    shadow.append(root);
  }

  /** The JWT by which the shop vouches for its member; what an earlier one granted is gone at once. */
  get memberToken(): string {
    return this.getAttribute('member-token') ?? '';
  }
  set memberToken(token: string | null | undefined) {
    this.setAttribute('member-token', token ?? '');
  }

  /** Opens the panel, at one of its views. */
  open(view: View = 'home'): void {
    this._view = view;
    if (this._panel) this._panel.view = view;
    this.setAttribute('open', '');
  }

  /** Closes the panel; focus goes back to the pill. */
  close(): void {
    this.removeAttribute('open');
  }

  /** Asks again for the Contact, after the shop signed its member in or out, say. */
  async refresh(): Promise<void> {
    await this.store?.refresh();
  }

  connectedCallback(): void {
    // Set before the element was defined, it hides the accessor of the same name.
    const { memberToken } = this;
    delete (this as { memberToken?: string | null | undefined }).memberToken;
    if (memberToken) this.memberToken = memberToken;
    addEventListener('resize', this._makeRoom);
    addEventListener('scroll', this._makeRoom, { passive: true });
    this._attend();
    if (this._open) this._toggle();
  }

  disconnectedCallback(): void {
    removeEventListener('resize', this._makeRoom);
    removeEventListener('scroll', this._makeRoom);
    this._leave?.();
    this._leave = undefined;
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this._leave) return;
    if (name !== 'open') this._attend();
    else if (before === null || after === null) this._toggle();
  }

  private get _inline(): boolean {
    return this.getAttribute('mode') === 'inline';
  }

  private get _open(): boolean {
    return this.hasAttribute('open');
  }

  private get _language(): Language {
    return matchLanguage([this.closest('[lang]')?.getAttribute('lang'), ...navigator.languages]);
  }

  /** Follows the store of the source that the attributes name. */
  private _attend(): void {
    const store = storeOf(sourceOf(this));
    if (store !== this.store || !this._leave) {
      this._leave?.();
      this.store?.forget();
      this.store = store;
      this._leave = store.subscribe(() => this._render());
    }
    this._render();
  }

  private _render(): void {
    const { _root: root, _pill: pill, _inline: inline, _language: language } = this;
    const { state, source } = this.store as ContactStore;
    const [hotline, , , , , , callback, unreachable] = launcherWords(language);
    const placement = this.getAttribute('placement');
    const left = placement === 'bottom-left';
    const care = this.hasAttribute('care');
    const dark = onDarkGround(this.parentElement ?? document.body);
    const contact = state.phase === 'ready' && state.contact;

    let note = hotline;
    let main = source.phone ?? unreachable;
    const flags: unknown[] = ['root', !inline && 'floating', left && 'left', state.phase, care && 'care', dark && 'dark'];
    if (contact) {
      const { line, status, brand, member } = contact;
      const words = statusWords(contact, language, Date.now());
      const closed = status.state === 'closed';
      note = closed ? words : [pickText(line.label, language), words].filter(Boolean).join(' · ');
      main = closed && contact.callback ? callback : line.display;
      flags.push(status.state, member.tier?.style);
      root.style.setProperty('--_brand', brand.accent ?? '');
    }
    this._note.textContent = note;
    this._main.textContent = main;
    root.className = flags.filter(Boolean).join(' ');
    root.lang = language;
    pill.hidden = this._panel ? inline || this._open : placement === 'none';
    pill.setAttribute('aria-expanded', `${this._open}`);
    // Above everything the page may stack; the z-index is for browsers without a top layer.
    if (!inline && root.showPopover && !root.matches(':popover-open')) {
      root.popover = 'manual';
      root.showPopover();
    }
    this._makeRoom();
    if (inline && !this._panel) void this._mount();
    // Properties flow down.
    Object.assign(this._panel ?? {}, { store: this.store, language, dark, left, care, floating: !inline, order: this.getAttribute('order'), open: inline || this._open });
  }

  private _load(): Promise<unknown> {
    return Promise.all([loadPanel(), loadMessages(this._language)]);
  }

  /** Brings the panel. Where it can't come, the number is dialled at least. */
  private async _mount(): Promise<void> {
    const { _pill: pill } = this;
    pill.setAttribute('aria-busy', 'true');
    try {
      await this._load();
      if (!this._panel) {
        const panel = (this._panel = document.createElement('hotline-panel'));
        panel.view = this._view;
        panel.addEventListener('hotline-request-close', () => this.close());
        panel.addEventListener('hotline-request-care', () => this.toggleAttribute('care'));
        this._root.append(panel);
      }
    } catch {
      const { state, source } = this.store as ContactStore;
      this.close();
      location.href = state.phase === 'ready' ? state.contact.line.uri : `tel:${source.phone ?? ''}`;
    }
    pill.removeAttribute('aria-busy');
    this._render();
  }

  private _toggle(): void {
    const { _open: open, _panel: panel } = this;
    if (open && !panel) void this._mount();
    if (open && this.store?.state.phase === 'failed') void this.refresh();
    this._render();
    if (!open && panel) this._pill.focus();
    this.dispatchEvent(open ? new HotlineOpenEvent() : new HotlineCloseEvent());
  }

  private _makeRoom = (): void => {
    if (!this._inline && !this._pill.hidden) this._root.style.setProperty('--_lift', `${roomBelow(this._pill)}px`);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-widget': HotlineWidget;
  }
}
