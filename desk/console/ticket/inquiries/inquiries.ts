import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { MAX_INQUIRY_TEXT } from '../../../../src/contract/inquiry.ts';
import {
  isWaitedFor,
  type Answered,
  type Inquiry,
  type InquiryKind,
  type NeverAsked,
  type NewInquiry,
} from '../../../wire/inquiry.ts';
import type { TicketView } from '../../../wire/ticket.ts';
import { ApiProblem } from '../../connection/api.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { ConsoleElement } from '../../parts/console-element.ts';
import { icons } from '../../parts/icons.ts';
import { newId } from '../../parts/new-id.ts';
import { consoleStyles } from '../../parts/page.styles.ts';
import { sectionStyles } from '../section.styles.ts';
import { TicketChangedEvent } from '../ticket-changed.ts';
import { inquiriesStyles } from './inquiries.styles.ts';

interface Draft {
  /** A repeated request asks once. */
  id: string;
  kind: InquiryKind;
  text: string;
  /** Why it was not sent. */
  error?: string;
}

/**
 * @summary What the member is asked to add to their ticket, and what they have added.
 * @element desk-inquiries
 * @fires console-ticket-changed - Something was asked, or taken back.
 */
export class DeskInquiries extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, inquiriesStyles];
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    draft: { state: true },
    busy: { state: true },
  };

  /** Number of the ticket whose inquiries were seen, and the ids of those that were waited for. */
  private _seen: { number: string; waiting: readonly string[] } | undefined;

  private draft: Draft | undefined;
  /** Whether a request to the desk is pending. */
  private busy = false;

  declare ticket?: TicketView;

  protected override updated(): void {
    const { ticket } = this;
    if (!ticket || !this.context?.store.session) return;
    const { number } = ticket.row;
    if (this._seen?.number === number) {
      for (const inquiry of ticket.inquiries)
        if (inquiry.answer && this._seen.waiting.includes(inquiry.id))
          this._tell(inquiry, inquiry.answer);
    } else if (this.draft) this.draft = undefined;
    this._seen = { number, waiting: ticket.inquiries.filter(isWaitedFor).map(({ id }) => id) };
  }

  /** Says that the member has answered while the ticket is open. */
  private _tell({ kind }: Inquiry, answer: Answered): void {
    const t = this.t.inquiries;
    this.announce(t.arrived(t.kinds[kind], this._answer(answer, this.t)));
  }

  private _choose(kind: InquiryKind): void {
    this.draft = { id: newId(), kind, text: '' };
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('#words')?.focus(),
    );
  }

  private async _finish(kind: InquiryKind): Promise<void> {
    this.draft = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-kind=${kind}]`)?.focus();
  }

  private readonly _submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { draft } = this;
    if (!draft) return;
    const text = draft.text.trim();
    const { id, kind } = draft;
    const body: NewInquiry = { id, kind, ...(text && { text }) };
    try {
      if (!(await this._post('', body))) return;
      this.announce(this.t.inquiries.sent, 'done');
      await this._finish(kind);
    } catch (error) {
      if (this.draft?.id === id) this.draft = { ...draft, error: this._why(error) };
      this.renderRoot.querySelector<HTMLElement>('#words')?.focus();
    }
  };

  private _why(error: unknown): string {
    const { never } = this.t.inquiries;
    const isNever = error instanceof ApiProblem && error.code === 'never-asked';
    return (isNever && never[error.reason as NeverAsked]) || this.problem(error);
  }

  private async _withdraw(id: string): Promise<void> {
    try {
      await this._post(`/${id}/withdraw`);
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }

  /** @returns whether it was sent; not while another request is under way */
  private async _post(path: string, body?: object): Promise<boolean> {
    const number = this.ticket?.row.number;
    if (this.busy || number === undefined) return false;
    this.busy = true;
    try {
      const changed = await this.api.post<TicketView>(`/tickets/${number}/inquiries${path}`, body);
      this.dispatchEvent(new TicketChangedEvent(changed));
      return true;
    } finally {
      this.busy = false;
    }
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket } = this;
    const kinds = ticket?.may.ask ?? [];
    if (!ticket || (kinds.length === 0 && ticket.inquiries.length === 0)) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.inquiries.title}</h2>
      ${
        ticket.inquiries.length > 0
          ? html`<ul>
              ${ticket.inquiries.map((one) => this._inquiry(one, t))}
            </ul>`
          : nothing
      }
      ${
        kinds.length > 0
          ? html`<div class="row" role="group" aria-labelledby="title">
                ${kinds.map(
                  (kind) =>
                    html`<button
                      type="button"
                      class="button outline"
                      data-kind=${kind}
                      aria-expanded=${this.draft?.kind === kind}
                      @click=${() => this._choose(kind)}
                    >
                      ${t.inquiries.kinds[kind]}
                    </button>`,
                )}
              </div>
              ${this.draft ? this._form(this.draft, t) : html`<p class="small">${t.inquiries.hint}</p>`}`
          : nothing
      }
    </section>`;
  }

  private _form(draft: Draft, t: Messages): TemplateResult {
    const { kind, text, error } = draft;
    const words = t.inquiries;
    return html`<form
      @submit=${this._submit}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        void this._finish(kind);
      }}
    >
      <div class="field">
        <label for="words"
          >${words.words[kind]} <span class="small">${t.common.optional}</span></label
        >
        <input
          id="words"
          class="input"
          autocomplete="off"
          maxlength=${MAX_INQUIRY_TEXT}
          placeholder=${words.example[kind]}
          .value=${text}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby="about"
          @input=${(event: Event) =>
            (this.draft = { id: newId(), kind, text: (event.target as HTMLInputElement).value })}
        />
        <p id="about" class="hint ${error ? 'bad' : ''}" role=${error ? 'alert' : nothing}>
          ${error ? html`${icons.alert}<span>${error}</span>` : words.rule}
        </p>
      </div>
      <p class="preview">${words.seen(text.trim() || words.standard[kind])}</p>
      <div class="row">
        <button type="submit" class="button" aria-disabled=${this.busy}>${words.send}</button>
        <button type="button" class="button quiet" @click=${() => this._finish(kind)}>
          ${t.common.cancel}
        </button>
      </div>
    </form>`;
  }

  private _inquiry(inquiry: Inquiry, t: Messages): TemplateResult {
    const { id, kind, text, askedAt, answeredAt, withdrawnAt, answer } = inquiry;
    const words = t.inquiries;
    const waits = isWaitedFor(inquiry);
    const what = text ?? words.standard[kind];
    return html`<li class=${waits ? 'waits' : withdrawnAt === null ? 'done' : 'gone'}>
      <p class="what">
        ${waits ? icons.clock : withdrawnAt === null ? icons.check : icons.minus}<span
          >${what}</span
        >
      </p>
      ${answer ? html`<p class="answer ${answer.kind === 'order' || answer.kind === 'time' ? 'figures' : ''}">${this._answer(answer, t)}${this._before(answer, t)}</p>` : nothing}
      <p class="small row">
        <span
          >${words.kinds[kind]} ·
          ${answeredAt === null ? (waits ? words.waiting(this.when(askedAt)) : words.withdrawn) : words.answered(this.when(answeredAt))}</span
        >
        ${
          waits && this.ticket?.may.ask
            ? html`<button
                type="button"
                class="link"
                aria-label=${words.withdrawIt(what)}
                aria-disabled=${this.busy}
                @click=${() => this._withdraw(id)}
              >
                ${words.withdraw}
              </button>`
            : nothing
        }
      </p>
    </li>`;
  }

  private _answer(answer: Answered, { inquiries: t }: Messages): string {
    switch (answer.kind) {
      case 'screenshot':
        return t.pictures(answer.attachments.length);
      case 'order':
        return answer.order;
      case 'time':
        return this.when(answer.at);
      case 'yes-no':
        return answer.yes ? t.yes : t.no;
      case 'none':
        return t.none;
    }
  }

  /** What the ticket said before the answer replaced it. */
  private _before(answer: Answered, t: Messages): TemplateResult | typeof nothing {
    const before =
      answer.kind === 'order'
        ? answer.before
        : answer.kind === 'time' && answer.before !== null
          ? this.when(answer.before)
          : null;
    return before === null
      ? nothing
      : html`<span class="small"> · ${t.inquiries.before(before)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-inquiries': DeskInquiries;
  }
}
