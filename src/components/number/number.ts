import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { HotlineCallEvent } from '../../events/call.ts';
import { HotlineCopyEvent } from '../../events/copy.ts';
import { hoursWords } from '../../i18n/hours-words.ts';
import { formatWhen } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { copyText } from '../../io/copy.ts';
import { controls } from '../../styles/controls.ts';
import { reset } from '../../styles/reset.ts';
import { tokens } from '../../styles/tokens.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../icons.ts';
import { numberStyles } from './number.styles.ts';

/** A desk that has not answered by then is slow, and the fallback number stands in: ms. */
const SLOW_AFTER = 2_000;

/**
 * @summary The number of the member's line: whether it is answered, dial, copy, QR, hours, promise, menu keys.
 * @element hotline-number
 * @fires hotline-call
 * @fires hotline-copy
 * @csspart card - The card.
 * @csspart number - The number itself.
 */
export class HotlineNumber extends HotlineElement {
  static override styles = [reset, tokens, controls, numberStyles];
  static override properties: PropertyDeclarations = {
    copied: { state: true },
    slow: { state: true },
    qr: { state: true },
  };

  private copied = '';
  private slow = false;
  private declare qr?: TemplateResult | undefined;

  private timer?: ReturnType<typeof setTimeout>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setTimeout(() => (this.slow = true), SLOW_AFTER);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override template(m: Messages): TemplateResult {
    const { contact, store } = this;
    if (contact) return this.card(contact, m);
    const waiting = !store || (store.state.phase === 'loading' && !(this.slow && store.source.phone));
    return waiting ? this.waiting(m) : this.trouble(m);
  }

  private card(contact: Contact, m: Messages): TemplateResult {
    const { line, status, member } = contact;
    const direct = line.menu.some((entry) => entry.direct);
    const callFirst = status.state !== 'closed' || !contact.callback;
    return html`<section part="card" class="card ${status.state} ${member.tier?.style ?? ''}" aria-label=${this.text(line.label)}>
      <div class="top">
        <span>${this.text(line.label)}</span>
        <span class="status"><span class="dot"></span>${this.statusText(contact, m)}</span>
      </div>
      <a part="number" class="number ${line.display.length > 14 ? 'long' : ''}" href=${line.uri} @click=${this.call}>${line.display}</a>
      <p class="facts">${this.facts(contact, m).join(' · ')}</p>
      <div class="actions">
        ${callFirst
          ? html`<a class="button main" href=${line.uri} @click=${this.call}>${icons.phone}${direct ? m.callDirect : m.call}</a>`
          : html`<button type="button" class="button main" @click=${() => this.show('callback')}>${m.callbackClosed}</button>`}
        ${this.copyButton(line.display, m)} ${matchMedia('(pointer: fine)').matches ? this.qrButton(line.uri, m) : nothing}
      </div>
      <p class="copied" role="status">${this.copied}</p>
      ${this.qr ? html`<div class="qr">${this.qr}<p class="facts">${m.qrHint}</p></div>` : nothing} ${this.extra(contact, m)}
    </section>`;
  }

  private statusText({ status }: Contact, m: Messages): string {
    if (status.state === 'busy' && status.waitMinutes) return m.wait(...status.waitMinutes);
    return m.status[status.state];
  }

  /** What a member wants to know of a line, most pressing first. */
  private facts({ status, line }: Contact, m: Messages): string[] {
    const now = Date.now();
    const when = (instant: string) => formatWhen(Date.parse(instant), now, this.spokenLanguage, line.timeZone);
    const facts: string[] = [];
    if (this.store?.state.phase === 'ready' && this.store.state.from === 'device') facts.push(m.stale);
    if (status.reason) facts.push(this.text(status.reason));
    if (status.state === 'closed' && status.opensAt) facts.push(m.opens(when(status.opensAt)));
    if (status.state === 'busy') facts.push(m.updated(this.ago(status.asOf, now)));
    if (line.promiseMinutes && status.state !== 'closed') facts.push(m.promise(m.minutes(line.promiseMinutes)));
    facts.push(hoursWords(line.hours, m, this.spokenLanguage));
    return [...facts.filter(Boolean), ...line.perks.map((perk) => this.text(perk))];
  }

  private ago(instant: string, now: number): string {
    const seconds = Math.round((Date.parse(instant) - now) / 1000);
    const format = new Intl.RelativeTimeFormat(this.spokenLanguage);
    return seconds > -60 ? format.format(Math.min(seconds, 0), 'second') : format.format(Math.round(seconds / 60), 'minute');
  }

  private extra({ line }: Contact, m: Messages): TemplateResult | typeof nothing {
    if (!line.menu.length && !line.international) return nothing;
    const title = [line.menu.length && m.menu, line.international && m.abroad].filter(Boolean).join(' · ');
    return html`<details class="extra">
      <summary>${icons.next}${title}</summary>
      <dl>
        ${line.menu.map(({ keys, label }) => html`<dt>${m.menuKey(keys.replace(/^,+/, '').replace(/,+/g, ' → '))}</dt><dd>${this.text(label)}</dd>`)}
        ${line.international ? html`<dt>${m.abroad}</dt><dd><a href=${line.international.uri} @click=${this.call}>${line.international.display}</a></dd>` : nothing}
      </dl>
    </details>`;
  }

  /** No Contact: the fallback number, in words a member understands, and a way on. */
  private trouble(m: Messages): TemplateResult {
    const phone = this.store?.source.phone;
    const uri = `tel:${phone?.replace(/[^+\d*#,]/g, '')}`;
    return html`<section part="card" class="card trouble">
      <p class="hint">${icons.alert}<span><strong>${m.unreachable.title}</strong><br />${phone ? m.unreachable.way : m.unreachable.noNumber}</span></p>
      ${phone
        ? html`<a part="number" class="number" href=${uri} @click=${this.call}>${phone}</a>
            <div class="actions"><a class="button main" href=${uri} @click=${this.call}>${icons.phone}${m.call}</a>${this.copyButton(phone, m)}</div>
            <p class="copied" role="status">${this.copied}</p>`
        : nothing}
      <button type="button" class="button outline" @click=${() => this.store?.refresh()}>${m.retry}</button>
    </section>`;
  }

  private waiting(m: Messages): TemplateResult {
    return html`<section part="card" class="card wait" role="status" aria-label=${m.loading}>
      <div class="bone"></div><div class="bone big"></div><div class="bone wide"></div>
    </section>`;
  }

  private copyButton(number: string, m: Messages): TemplateResult {
    return html`<button type="button" class="button outline square" aria-label=${m.copyNumber} title=${m.copyNumber} @click=${() => this.copy(number, m)}>
      ${this.copied === m.copied ? icons.check : icons.copy}${this.care ? m.copyNumber : nothing}
    </button>`;
  }

  private qrButton(uri: string, m: Messages): TemplateResult {
    const label = this.qr ? m.hideQr : m.showQr;
    return html`<button type="button" class="button outline square" aria-label=${label} title=${label} aria-expanded=${this.qr ? 'true' : 'false'} @click=${() => this.toggleQr(uri)}>
      ${icons.qr}${this.care ? label : nothing}
    </button>`;
  }

  private call = (): void => void this.dispatchEvent(new HotlineCallEvent());

  private async copy(number: string, m: Messages): Promise<void> {
    const done = await copyText(number, this.renderRoot.querySelector('section') ?? this.renderRoot);
    this.copied = done ? m.copied : m.copyFailed;
    if (done) this.dispatchEvent(new HotlineCopyEvent());
  }

  private async toggleQr(uri: string): Promise<void> {
    if (this.qr) {
      this.qr = undefined;
      return;
    }
    const { qrCode } = await import('./qr.ts');
    this.qr = qrCode(uri);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-number': HotlineNumber;
  }
}
