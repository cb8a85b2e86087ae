import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Inquiry, InquiryKind } from '../../contract/inquiry.ts';
import type { Language } from '../../contract/text.ts';
import type { Ticket } from '../../contract/ticket.ts';
import { inquiriesOf } from '../../core/asked.ts';
import type { ChecklistItem } from '../../core/checklist.ts';
import { isOrderNumber } from '../../core/order-number.ts';
import type { InquiryMessages } from '../../i18n/inquiries-zh-CN.ts';
import { loadInquiryMessages } from '../../i18n/load-inquiries.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { draftFor } from '../../stores/draft-store.ts';
import { answersFor, type Given, type InquiryAnswers } from '../../stores/inquiry-answers.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { retryWords } from '../parts/retry-words.ts';
import { inquiriesStyles } from './inquiries.styles.ts';

type Maybe = TemplateResult | typeof nothing;

/**
 * @summary What an agent asks the member to add to their ticket, each with what answers it. Inside
 *   the ticket, below its headline.
 * @element hotline-inquiries
 */
export class HotlineInquiries extends HotlineElement {
  static override styles = [HotlineElement.styles, inquiriesStyles];
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    missing: { state: true },
    words: { state: true },
  };

  /** The same fields as in the checklist. */
  private readonly _editor = new LazyElement(this, 'hotline-item-editor');
  /** The language of the last request for words. */
  private _wordsOf?: Language | undefined;

  /** Id of the inquiry that was sent without anything. */
  declare private missing?: string | undefined;
  /** Undefined while they load. */
  declare private words?: InquiryMessages | 'failed' | undefined;

  /** The ticket, as in the last answer of the desk. */
  declare ticket?: Ticket;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this.shown;
    this.changes.follow(answersFor(store));
    this.changes.follow(draftFor(store));
    if (this._wordsOf !== this.language) void this._loadWords();
    if (this._waiting.some(({ kind }) => kind !== 'yes-no')) void this._editor.load();
  }

  private _loadWords = async (): Promise<void> => {
    const language = (this._wordsOf = this.language);
    if (this.words === 'failed') this.words = undefined;
    const words = await loadInquiryMessages(language).catch(() => 'failed' as const);
    if (this._wordsOf === language && (words !== 'failed' || !this.words)) this.words = words;
  };

  private get _inquiries(): Inquiry[] {
    return this.ticket ? inquiriesOf(this.ticket) : [];
  }

  private get _waiting(): Inquiry[] {
    return this._inquiries.filter(({ answeredAt }) => !answeredAt);
  }

  private get _answers(): InquiryAnswers {
    return answersFor(this.shown.store);
  }

  /** What the member has entered; undefined while that is nothing. */
  private _entered(kind: InquiryKind): Given | undefined {
    const { order, occurredAt, screenshots } = draftFor(this.shown.store).state;
    if (kind === 'order' && order?.trim()) return { kind, order: order.trim() };
    if (kind === 'time' && occurredAt)
      return { kind, occurredAt: new Date(occurredAt).toISOString() };
    if (kind === 'screenshot' && screenshots) return { kind };
    return undefined;
  }

  private async _send(inquiry: Inquiry, given = this._entered(inquiry.kind)): Promise<void> {
    this.missing = given ? undefined : inquiry.id;
    if (!given) {
      this.renderRoot.querySelector<HTMLElement>(`#field-${inquiry.kind}`)?.focus();
      return;
    }
    if (!(await this._answers.answer(inquiry, given))) return;
    // What was pressed is gone.
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h4, .said')?.focus();
  }

  protected override template(m: Messages): Maybe {
    const { words, _inquiries: inquiries, _waiting: waiting } = this;
    if (!inquiries.length) return nothing;
    if (words === 'failed') return failure(m, this._loadWords);
    if (!words) return html`<p class="small" role="status">${m.loading}</p>`;
    const { state } = this._answers;
    const said =
      state.phase === 'sent' || state.phase === 'over' || state.phase === 'answered'
        ? this._said(state, words)
        : '';
    return html`<div class="inquiries">
      ${repeat(
        waiting,
        ({ id }) => id,
        (inquiry) => this._card(inquiry, waiting, words, m),
      )}
      ${waiting.length ? html`<p class="hint">${icons.shield}<span>${words.safe}</span></p>` : nothing}
      <p class="small said" role="status" tabindex="-1">${said}</p>
      ${inquiries.filter(({ answeredAt }) => answeredAt).map((inquiry) => html`<p class="hint">${icons.check}<span>${this._asked(inquiry, words)} · ${words.done}</span></p>`)}
    </div>`;
  }

  /** What has become of the last answer, until something else is asked for. */
  private _said(
    { phase, id }: { phase: 'sent' | 'over' | 'answered'; id: string },
    words: InquiryMessages,
  ): string {
    const at = this._inquiries.find((one) => one.id === id)?.answeredAt ?? '';
    return at && this._waiting.some(({ askedAt }) => askedAt > at) ? '' : words[phase];
  }

  private _asked({ kind, text }: Inquiry, words: InquiryMessages): string {
    return kind === 'yes-no' && text ? text : words.standard[kind];
  }

  private _card(
    inquiry: Inquiry,
    waiting: readonly Inquiry[],
    words: InquiryMessages,
    m: Messages,
  ): TemplateResult {
    const { id, kind, text } = inquiry;
    const { state } = this._answers;
    const isSending = state.phase === 'sending';
    const own = state.phase !== 'idle' && state.id === id ? state : undefined;
    const sends = own?.phase === 'sending' ? own.given : undefined;
    // Its field is shared with the one above.
    const isSecond = waiting.find((one) => one.kind === kind)?.id !== id && kind !== 'yes-no';
    const error =
      own?.phase === 'refused'
        ? `${own.code === 'invalid-body' ? words.invalid : (wordsOf(m.refused, own.code) ?? words.failed)} ${retryWords(own.retryAfter, m)}`
        : this.missing === id && !this._entered(kind)
          ? words.missing[kind]
          : '';
    const button = (label: string, look: string, given?: Given): TemplateResult =>
      html`<button
        type="button"
        class=${look}
        aria-disabled=${isSending}
        @click=${() => this._send(inquiry, given)}
      >
        ${sends && (!given || JSON.stringify(sends) === JSON.stringify(given)) ? m.sending : label}
      </button>`;
    return html`<section class="card" aria-labelledby="asked-${id}">
      <div>
        <h4 id="asked-${id}" tabindex="-1">${this._asked(inquiry, words)}</h4>
        ${text && kind !== 'yes-no' ? html`<p>${text}</p>` : nothing}
      </div>
      ${
        isSecond
          ? html`<p class="small">${words.next}</p>`
          : kind === 'yes-no'
            ? html`<div class="answers">
                ${button(words.yes, 'button soft', { kind, yes: true })}
                ${button(words.no, 'button soft', { kind, yes: false })}
              </div>`
            : this._field(kind, m)
      }
      <p class="hint bad" role="alert" ?hidden=${!error}>
        ${error ? html`${icons.alert}<span>${error}</span>` : nothing}
      </p>
      <div class="foot">
        ${kind === 'yes-no' || isSecond ? nothing : button(words.send, 'button')}
        ${button(words.none[kind], 'link', { kind: 'none' })}
      </div>
    </section>`;
  }

  private _field(kind: Exclude<InquiryKind, 'yes-no'>, m: Messages): TemplateResult {
    if (this._editor.state === 'failed') return failure(m, this._editor.load);
    const { order } = draftFor(this.shown.store).state;
    const patterns = this.contact?.orderPatterns ?? [];
    const item: ChecklistItem = {
      id: kind,
      state:
        kind === 'order' && order?.trim() && !isOrderNumber(order, patterns)
          ? 'doubtful'
          : 'missing',
      required: true,
    };
    return html`<hotline-item-editor
        id="field-${kind}"
        .context=${this.shown}
        .item=${item}
        @hotline-item-done=${this._lead}
      ></hotline-item-editor>
      ${kind === 'screenshot' ? html`<hotline-picture-delivery .context=${this.shown}></hotline-picture-delivery>` : nothing}`;
  }

  /** The field is filled: leads on to the button that sends it. */
  private _lead = (event: Event): void => {
    const field = event.currentTarget as HTMLElement;
    field.closest('.card')?.querySelector<HTMLElement>('.foot .button')?.focus();
  };
}

export default HotlineInquiries;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-inquiries': HotlineInquiries;
  }
}
