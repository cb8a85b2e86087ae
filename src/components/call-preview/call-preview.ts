import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Language } from '../../contract/text.ts';
import type { Ticket } from '../../contract/ticket.ts';
import { loadCallPreviewMessages } from '../../i18n/load-call-preview.ts';
import type { CallPreviewMessages } from '../../i18n/call-preview-zh-CN.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { actionsFor, type TicketActions } from '../../stores/ticket-actions.ts';
import { ticketsFor } from '../../stores/ticket-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { retryWords } from '../parts/retry-words.ts';
import { callPreviewStyles } from './call-preview.styles.ts';

type Maybe = TemplateResult | typeof nothing;

/** China's line against fraud by telephone. */
const ANTI_FRAUD = '96110';

/**
 * @summary While an agent calls: from which numbers, about what, and what they say first. One press
 *   reports a call that comes from another number. Inside the ticket.
 * @element hotline-call-preview
 */
export class HotlineCallPreview extends HotlineElement {
  static override styles = [HotlineElement.styles, callPreviewStyles];
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    words: { state: true },
    pressed: { state: true },
    kept: { state: true },
    wrong: { state: true },
  };

  private _wordsOf?: Language;
  /** The number that called, as the member writes it. */
  private _number = '';

  declare private words?: CallPreviewMessages;
  /** The member has pressed the button: what to do is said at once, whatever becomes of the report. */
  private pressed = false;
  /** What the desk said of the number that the member added. */
  declare private kept?: { ours: boolean | undefined } | undefined;
  private wrong = false;

  /** The ticket, as in the last answer of the desk. */
  declare ticket?: Ticket;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.changes.follow(this._actions);
    const { language } = this;
    if (this._wordsOf === language) return;
    this._wordsOf = language;
    loadCallPreviewMessages(language).then(
      (words) => {
        if (this._wordsOf === language) this.words = words;
      },
      () => (this._wordsOf = undefined as never),
    );
  }

  private get _actions(): TicketActions {
    return actionsFor(ticketsFor(this.shown.store));
  }

  /** Whether this call was reported: here, or on another device of the member. */
  private get _isReported(): boolean {
    const { report, calledAt } = this.ticket ?? {};
    return this.pressed || (!!report && Date.parse(report.at) >= Date.parse(calledAt ?? ''));
  }

  private _report = async (event?: Event): Promise<void> => {
    event?.preventDefault();
    const number = event ? this._number.trim() : '';
    if (event && !number) return;
    this.pressed = true;
    const actions = this._actions;
    const done = await actions.act('report', number ? { number } : {});
    const { state } = actions;
    this.wrong = !!number && state.phase === 'refused' && state.code === 'invalid-body';
    if (done && number) this.kept = { ours: this._told?.ours };
    await this.updateComplete;
    if (!number) this.renderRoot.querySelector<HTMLElement>('h4')?.focus();
  };

  private get _told(): Ticket['report'] {
    return ticketsFor(this.shown.store).state.ticket?.report;
  }

  private _write = (event: Event): void => {
    this._number = (event.target as HTMLInputElement).value;
    this.kept = undefined;
    this.wrong = false;
  };

  protected override template(m: Messages): Maybe {
    const { ticket, words: w } = this;
    if (!ticket || !w) return nothing;
    const { callsFrom, topic, passphrase, may } = ticket;
    return html`<dl>
        ${
          callsFrom.length
            ? this._fact(
                w.from,
                callsFrom.map((number) => html`<span translate="no">${number}</span> `),
                'figures',
              )
            : nothing
        }
        ${topic ? this._fact(w.about, this.text(topic)) : nothing}
        ${passphrase ? this._fact(w.passphrase, html`<span translate="no">${passphrase}</span>`, 'words', m.passphrase) : nothing}
      </dl>
      ${this._isReported ? this._advice(w, m) : may.report ? html`<button type="button" class="button outline" @click=${() => this._report()}>${w.report}</button>` : nothing}`;
  }

  private _fact(name: string, value: unknown, look = '', hint = ''): TemplateResult {
    return html`<div>
      <dt class="small">${name}</dt>
      <dd class=${look}>${value}</dd>
      ${hint ? html`<dd class="small">${hint}</dd>` : nothing}
    </div>`;
  }

  /** What to do about a false call, and what became of the report. */
  private _advice(w: CallPreviewMessages, m: Messages): TemplateResult {
    const { state } = this._actions;
    const isOurs = state.phase !== 'idle' && state.action === 'report';
    const isSending = isOurs && state.phase === 'sending';
    const isLost = isOurs && state.phase === 'refused' && !this.wrong;
    const { line } = this.contact ?? {};
    return html`<section class="verdict" aria-labelledby="told">
      <div role="status">
        <h4 id="told" tabindex="-1">
          ${icons.alert}<span
            >${isLost ? w.notSent : isSending && !this._number ? w.reporting : w.reported}</span
          >
        </h4>
        ${isLost ? html`<p class="small">${retryWords(state.retryAfter, m)}</p>` : nothing}
      </div>
      ${isLost ? html`<button type="button" class="button" @click=${() => this._report()}>${w.again}</button>` : nothing}
      <ul>
        ${w.todo.map((step) => html`<li>${step}</li>`)}
        <li>
          ${w.antiFraud} <a class="link" href="tel:${ANTI_FRAUD}" translate="no">${ANTI_FRAUD}</a>
        </li>
        ${line ? html`<li>${w.callUs} <a class="link" href=${line.uri} translate="no">${line.display}</a></li>` : nothing}
      </ul>
      ${isLost ? nothing : this._numberForm(isSending, w, m)}
    </section>`;
  }

  private _numberForm(isSending: boolean, w: CallPreviewMessages, m: Messages): TemplateResult {
    const { kept, wrong } = this;
    return html`<form novalidate @submit=${this._report}>
      <label for="number">${w.number} <span class="small">${m.optional}</span></label>
      <input
        id="number"
        class="input"
        type="tel"
        maxlength="40"
        autocomplete="off"
        aria-invalid=${wrong}
        aria-describedby="said"
        .value=${this._number}
        @input=${this._write}
      />
      <p id="said" class="small" role="status">
        ${wrong ? w.numberWrong : kept ? (kept.ours ? w.ours : w.numberKept) : nothing}
      </p>
      ${kept ? nothing : html`<button type="submit" class="button soft" aria-disabled=${isSending}>${isSending && this._number ? m.sending : w.sendNumber}</button>`}
    </form>`;
  }
}

export default HotlineCallPreview;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-call-preview': HotlineCallPreview;
  }
}
