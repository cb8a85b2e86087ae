import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import type { FirstPhone } from '../../core/first-phone.ts';
import { HotlineCallEvent } from '../../events/call.ts';
import { HotlineCopyEvent } from '../../events/copy.ts';
import { lineFacts, stateWords } from '../../i18n/line-words.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { copyText } from '../../device/copy.ts';
import { HotlineElement } from '../hotline-element.ts';
import { factList } from '../parts/fact-list.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { numberStyles } from './number.styles.ts';

/** How long to wait for the desk before the fallback number is shown, ms. */
const SLOW_AFTER_MS = 2_000;
/** Browsers inside apps in which a press on a number may do nothing. On iPhones it works. */
const IN_APP = /Android.*(MicroMessenger|AlipayClient|UCBrowser| QQ\/)/;
/** A fallback number without anything else, or none. Two numbers are longer. */
const PLAIN = /^[-+\d\s().]{0,19}$/;

/**
 * @summary The number of the member's line: its status, promise, hours and menu keys; buttons to
 *   dial, copy and show a QR code.
 * @element hotline-number
 * @fires hotline-call
 * @fires hotline-copy
 * @csspart card - The card.
 * @csspart number - The number itself.
 */
export class HotlineNumber extends HotlineElement {
  static override styles = [HotlineElement.styles, numberStyles];
  static override properties: PropertyDeclarations = {
    copied: { state: true },
    slow: { state: true },
    qr: { state: true },
    fallback: { state: true },
    awaited: { attribute: false },
  };

  private readonly _handoff = new LazyElement(this, 'hotline-handoff');
  private _timer?: ReturnType<typeof setTimeout>;
  /** The number at the last update. */
  private _uri?: string | undefined;
  /** The page's fallback number at the last update, as it is written there. */
  private _phone?: string | undefined;

  declare private copied?: 'copied' | 'failed' | undefined;
  /** Whether the desk has not answered in time. */
  private slow = false;
  /** The QR code, while it is shown. */
  declare private qr?: TemplateResult | undefined;
  /** The page's fallback number, where the phone rules were needed to read it. */
  declare private fallback?: FirstPhone | undefined;

  /**
   * Whether a callback is on its way: then no other one is offered. Set by the panel.
   * @internal
   */
  awaited = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this._timer = setTimeout(() => (this.slow = true), SLOW_AFTER_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this._timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // They are loaded while the network is there, which may be gone when the number is needed.
    this._readFallback(this.store?.source.phone).catch(() => undefined);
    const uri = this.contact?.line.uri;
    if (uri === this._uri) return;
    // The QR code, and the message that a number was copied, belong to the previous number.
    this._uri = uri;
    this.copied = undefined;
    this.qr = undefined;
  }

  /** Reads the page's fallback number by the phone rules, unless it is plain digits. */
  private async _readFallback(phone = ''): Promise<void> {
    if (phone === this._phone) return;
    this._phone = phone;
    this.fallback = undefined;
    if (PLAIN.test(phone)) return;
    const { readFallback } = await import('../../core/first-phone.ts');
    if (phone === this._phone) this.fallback = readFallback(phone);
  }

  /** What a member wants to know about the line, the most important first. */
  private _facts(contact: Contact, m: Messages): string[] {
    const { state } = this.store ?? {};
    const facts = lineFacts(
      contact,
      m,
      (text) => this.text(text),
      this.now,
      this.language,
      this.timeZone,
      contact.status.state === 'busy' ? this._ago(contact, m) : '',
    );
    if (state?.phase === 'ready' && state.from === 'device') facts.unshift(m.stale);
    return facts;
  }

  /** How old a status is, from a minute on. */
  private _ago({ status }: Contact, m: Messages): string {
    const minutes = Math.floor((this.now - Date.parse(status.asOf)) / 60_000);
    return minutes > 0
      ? m.updated(new Intl.RelativeTimeFormat(this.language).format(-minutes, 'minute'))
      : '';
  }

  private _call = (): void => void this.dispatchEvent(new HotlineCallEvent());

  private async _copy(number: string): Promise<void> {
    const done = await copyText(
      number,
      this.renderRoot.querySelector('section') ?? this.renderRoot,
    );
    this.copied = done ? 'copied' : 'failed';
    if (done) this.dispatchEvent(new HotlineCopyEvent());
  }

  private async _toggleQr(uri: string): Promise<void> {
    if (this.qr) this.qr = undefined;
    else {
      const [{ qrCode }] = await Promise.all([import('./qr.ts'), this._handoff.load()]);
      this.qr = qrCode(uri);
    }
  }

  protected override template(m: Messages): TemplateResult {
    const { contact, store } = this;
    if (contact) return this._card(contact, m);
    const waiting =
      !store || (store.state.phase === 'loading' && !(this.slow && store.source.phone));
    return waiting ? this._waiting(m) : this._unreachable(m);
  }

  private _card(contact: Contact, m: Messages): TemplateResult {
    const { line, status, member, callback } = contact;
    const direct = line.menu.some((entry) => entry.direct);
    const main =
      status.state === 'closed' && callback && !this.awaited
        ? html`<button type="button" class="button main" @click=${() => this.show('callback')}>
            ${m.callbackClosed}
          </button>`
        : this._dial(line.uri, direct ? m.callDirect : m.call);
    return html`<section
      part="card"
      class="card ${status.state} ${member.tier?.style ?? ''}"
      aria-label=${this.text(line.label)}
    >
      <div class="top">
        <span>${this.text(line.label)}</span>
        <span class="status"
          ><span class="dot"></span>${stateWords(contact, m, (text) => this.text(text))}</span
        >
      </div>
      ${this._number(line.display, line.uri, factList(this._facts(contact, m)), main, m)}
      ${this._extra(contact, m)}
    </section>`;
  }

  /** The number with its facts and buttons. */
  private _number(
    display: string,
    uri: string,
    facts: TemplateResult | string,
    main: TemplateResult,
    m: Messages,
  ): TemplateResult {
    const { qr, copied } = this;
    const inApp = IN_APP.test(navigator.userAgent);
    const tool = (title: string, icon: TemplateResult, act: () => unknown) =>
      html`<button type="button" class="button outline square" title=${title} @click=${act}>
        ${icon}
      </button>`;
    return html`<a part="number" class="number" translate="no" href=${uri} @click=${this._call}
        >${display}</a
      >
      <p class="facts">${facts}</p>
      <div class="actions">
        ${main}
        ${inApp ? nothing : tool(m.copyNumber, copied === 'copied' ? icons.check : icons.copy, () => this._copy(display))}
        ${matchMedia('(pointer: fine)').matches ? tool(qr ? m.hideQr : m.showQr, icons.qr, () => this._toggleQr(uri)) : nothing}
      </div>
      ${
        inApp
          ? html`<button
                type="button"
                class="button outline copy"
                @click=${() => this._copy(display)}
              >
                ${icons.copy}${m.copyNumber}
              </button>
              <p class="facts">${m.inApp}</p>`
          : nothing
      }
      <p class="facts ${copied}" role="status">${copied && m.copy[copied]}</p>
      ${
        qr
          ? html`<hotline-handoff .context=${this.shown}
              ><div class="qr">
                ${qr}
                <p class="facts">${m.qrHint}</p>
              </div></hotline-handoff
            >`
          : nothing
      }`;
  }

  private _dial(uri: string, words: string): TemplateResult {
    return html`<a class="button main" href=${uri} @click=${this._call}>${icons.phone}${words}</a>`;
  }

  /** The menu keys, and the number for calls from abroad. */
  private _extra({ line }: Contact, m: Messages): TemplateResult | typeof nothing {
    if (!line.menu.length && !line.international) return nothing;
    const title = [line.menu.length && m.menu, line.international && m.abroad]
      .filter(Boolean)
      .join(' · ');
    return html`<details class="extra">
      <summary>${icons.next}${title}</summary>
      <dl>
        ${line.menu.map(
          ({ keys, label }) =>
            html`<dt>${m.menuKey(keys.replace(/^,+/, '').replace(/,+/g, ' → '))}</dt>
              <dd>${this.text(label)}</dd>`,
        )}
        ${
          line.international
            ? html`<dt>${m.abroad}</dt>
                <dd>
                  <a translate="no" href=${line.international.uri} @click=${this._call}
                    >${line.international.display}</a
                  >
                </dd>`
            : nothing
        }
      </dl>
    </details>`;
  }

  /** Without a contact: the fallback number, and a button that tries again. */
  private _unreachable(m: Messages): TemplateResult {
    const { phone } = this.store?.source ?? {};
    const { display = phone, uri = `tel:${phone?.replace(/[^+\d*#,]/g, '')}` } =
      this.fallback ?? {};
    const { title, way, noNumber } = m.unreachable;
    return html`<section part="card" class="card trouble">
      <p class="hint">${icons.alert}<strong>${title}</strong></p>
      ${display ? this._number(display, uri, way, this._dial(uri, m.call), m) : noNumber}
      <button type="button" class="button outline retry" @click=${() => this.store?.refresh()}>
        ${m.retry}
      </button>
    </section>`;
  }

  private _waiting(m: Messages): TemplateResult {
    return html`<section part="card" class="card wait" role="status" aria-label=${m.loading}>
      <div class="bone"></div>
      <div class="bone big"></div>
      <div class="bone wide"></div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-number': HotlineNumber;
  }
}
