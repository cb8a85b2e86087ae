import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Contact } from '../../contract/contact.ts';
import { findOrderNumber, isOrderNumber } from '../../core/order-number.ts';
import { formatTicketNumber } from '../../core/ticket-number.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import type { ChooseSlotEvent } from '../../events/choose-slot.ts';
import { HotlineCallbackCreatedEvent } from '../../events/callback-created.ts';
import { formatWhen } from '../../i18n/when.ts';
import { formatWindow } from '../../i18n/window.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { CallbackRequestInput } from '../../contract/callback.ts';
import { senderFor, type CallbackSender } from '../../stores/callback-sender.ts';
import { callbackRequestOf } from '../../stores/draft-request.ts';
import { draftFor, type Draft, type DraftStore } from '../../stores/draft-store.ts';
import type { Submission } from '../../stores/submission.ts';
import { ticketsFor } from '../../stores/ticket-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { failure } from '../parts/failure.ts';
import { icons } from '../parts/icons.ts';
import type { orderChoice } from '../parts/order-choice.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { retryWords } from '../parts/retry-words.ts';
import { fieldHint } from '../secret-hint/field-hint.ts';
import { slotPicker } from '../slots/slot-picker.ts';
import { callbackStyles } from './callback.styles.ts';
import { FIELDS, problemsOf, refusedField, refusedWords, type Field } from './problems.ts';
import { privacyFacts } from './privacy-facts.ts';

const value = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value;

/**
 * @summary The form that requests a callback: when, phone number, topic, order number, time, note.
 *   Prefilled from the checklist; a number that the shop vouches for need not be typed. Its button
 *   is the consent.
 * @element hotline-callback
 * @fires hotline-callback-created
 * @csspart form - The form.
 */
export class HotlineCallback extends HotlineElement {
  static override styles = [HotlineElement.styles, callbackStyles];
  static override properties: PropertyDeclarations = {
    validated: { state: true },
    short: { attribute: false },
  };

  private _drafts: DraftStore | undefined;
  private _sender: CallbackSender | undefined;
  /** Loaded where the page names the member's recent orders. */
  private _orderChoice: typeof orderChoice | undefined;
  private readonly _slots = new LazyElement(this, 'hotline-slots');
  private readonly _secrets = new LazyElement(this, 'hotline-secret-hint');
  private readonly _draft = new LazyElement(this, 'hotline-draft');
  private readonly _pictures = new LazyElement(this, 'hotline-pictures');

  /** Whether time and note show; once they do, only the member hides them. */
  private _isDetailed = false;
  /** Whether to show errors: from the first attempt to submit on. */
  private validated = false;
  /** Whether to show all fields; decided when the form is first drawn. */
  private _isWhole: boolean | undefined;

  /**
   * Asks for the phone number only, until the member wants to say more. Set by the panel in care
   * mode.
   * @internal
   */
  short = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this._resume);
    addEventListener('storage', this._look);
    document.addEventListener('visibilitychange', this._return);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('storage', this._look);
    document.removeEventListener('visibilitychange', this._return);
    // A request that waits for the network is sent even if the member has left the view.
    if (!this._waiting) removeEventListener('online', this._resume);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store } = this;
    const drafts = store && draftFor(store);
    if (drafts !== this._drafts) {
      this.validated = this._isDetailed = false;
      this._isWhole = undefined;
    }
    this._drafts = drafts;
    this._sender = store && senderFor(store);
    this.changes.follow(this._drafts);
    this.changes.follow(this._sender);
    this.changes.follow(store && ticketsFor(store));
    this._sender?.attend();
    void this._sender?.prepare();
    if (this._sender?.isDue) void this._check();
    void this._draft.load();
    if (this.shown.orders && !this._orderChoice) void this._loadOrderChoice();
    if (this.short && this.contact?.callback?.senior && this._drafts?.state.senior === undefined)
      this._drafts?.update({ senior: true });
    if (this.contact)
      this._drafts?.suggestOrder(
        this.shown.order || findOrderNumber(location.href, this.contact.orderPatterns),
      );
  }

  private async _loadOrderChoice(): Promise<void> {
    // Without it, the number can still be typed.
    const part = await import('../parts/order-choice.ts').catch(() => undefined);
    if (!part || this._orderChoice) return;
    this._orderChoice = part.orderChoice;
    this.requestUpdate();
  }

  private _promise({ callback, status }: Contact, m: Messages): string {
    if (!callback) return '';
    if (status.state === 'closed' && callback.dueAt)
      return m.asapBy(
        formatWhen(Date.parse(callback.dueAt), this.now, this.language, this.timeZone),
      );
    return m.asap(m.minutes(callback.promiseMinutes));
  }

  private _update(change: Partial<Draft>): void {
    this._sender?.settle();
    this._drafts?.update(change);
    void this._sender?.revise(this._ask);
  }

  private _typed =
    (field: 'phone' | 'occurredAt' | 'note') =>
    (event: Event): void =>
      this._update({ [field]: value(event) });

  private _choose = ({ window }: ChooseSlotEvent): void => this._update({ window });

  private async _submit(event: Event, contact: Contact, draft: Draft, m: Messages): Promise<void> {
    event.preventDefault();
    this.validated = true;
    const problems = problemsOf(contact, draft, m);
    const wrong = FIELDS.find((field) => problems[field]);
    if (wrong) {
      await this._focus(wrong);
      return;
    }
    // What the form says now, if the text changes while the request waits.
    this._drafts?.update({ consent: true, consentVersion: contact.callback?.consentVersion });
    await this._deliver();
  }

  private async _focus(field: Field): Promise<void> {
    if (field !== 'phone') this._isWhole = true;
    this.requestUpdate();
    await this.updateComplete;
    const { renderRoot } = this;
    const find = (id: string) => renderRoot.querySelector<HTMLElement>(`#${id}`);
    find(field)?.focus();
    // The times may still be loading.
    if (field === 'when' && !find(field)?.shadowRoot?.activeElement) find('at-time')?.focus();
    find(`${field}-problem`)?.scrollIntoView({ block: 'nearest' });
  }

  /** What the form asks for now; undefined if it is not valid. */
  private _ask = (): CallbackRequestInput | undefined => {
    const { contact, messages: m } = this;
    if (!contact?.callback || !m || m === 'failed') return undefined;
    const draft = draftFor(this.shown.store).state;
    return !draft.consent || Object.values(problemsOf(contact, draft, m)).some(Boolean)
      ? undefined
      : callbackRequestOf(draft, contact.callback.slots, this.language);
  };

  private async _deliver(): Promise<void> {
    const { _sender: sender } = this;
    if (!sender || this._finish(await sender.submit(this._ask))) return;
    const { state } = sender;
    if (state.phase !== 'refused') return;
    const gone = /slot/.test(state.code);
    if (gone) this._drafts?.update({ window: undefined });
    if (gone) this.renderRoot.querySelector('hotline-slots')?.renew();
    const wrong = refusedField(state);
    if (wrong) await this._focus(wrong);
  }

  /** Asks the desk about a request that it did not answer. */
  private async _check(): Promise<void> {
    if (this._sender) this._finish(await this._sender.check(this._ask));
  }

  /** Shows the ticket, if there is one. Returns whether there is. */
  private _finish(stored: boolean): boolean {
    if (!stored) return false;
    this.validated = this._isDetailed = false;
    // The member may have left the form while it was sent.
    (this.isConnected ? this : document).dispatchEvent(new HotlineCallbackCreatedEvent());
    if (this.isConnected) this.show('ticket');
    return true;
  }

  /** Whether a request waits for the network. */
  private get _waiting(): boolean {
    const { _sender: sender } = this;
    return sender?.state.phase === 'waiting-for-network' && !sender.isRestored;
  }

  /** Back online: what waits is sent if it is still valid, by what the shop says now. */
  private _resume = (): void => {
    const { _sender: sender, _waiting: waiting } = this;
    if (waiting)
      void this.shown.store.refresh().then(() => void (this._waiting && this._deliver()));
    else if (!this.isConnected) removeEventListener('online', this._resume);
    else if (sender?.state.phase === 'unknown') void this._check();
    // What waits since an earlier page.
    else this.requestUpdate();
  };

  /** Whether screenshots would be lost with this page: the desk does not have them all. */
  private get _losesPictures(): boolean {
    const { screenshots = 0, attachments = [] } = this._drafts?.state ?? {};
    return attachments.length < screenshots;
  }

  private _withdraw = (): void => {
    this._drafts?.update({ consent: false });
    this._sender?.withdraw();
  };

  private _showDetails = ({ target }: Event): void => {
    if ((target as HTMLDetailsElement).open && this.contact?.attachments)
      void this._pictures.load();
  };

  private _look = (): void => this.requestUpdate();

  /** Back in this tab: the member may have signed out in another, or somebody else signed in. */
  private _return = (): void => {
    if (!document.hidden && this.contact?.member.verified) void this.store?.refresh();
  };

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { contact, _drafts: drafts, _sender: sender } = this;
    if (!contact || !drafts || !sender) return nothing;
    const { ticket } = ticketsFor(this.shown.store).state;
    if (ticket && !hasEnded(ticket.status)) return this._done(ticket.number, m);
    if (!contact.callback)
      return html`<p class="hint">${icons.alert}<span>${m.noCallbacks}</span></p>`;
    return this._form(contact, drafts.state, sender.state, m);
  }

  private _done(number: string, m: Messages): TemplateResult {
    return html`<div class="done">
      <p role="status">
        <strong>${m.received}</strong><br /><span class="small"
          >${m.ticketRow(formatTicketNumber(number))}</span
        >
      </p>
      <button type="button" class="button soft" @click=${() => this.show('ticket')}>
        ${m.view}
      </button>
    </div>`;
  }

  private _form(
    contact: Contact,
    draft: Draft,
    submission: Submission,
    m: Messages,
  ): TemplateResult {
    const current = problemsOf(contact, draft, m);
    const problems = this.validated ? { ...current } : {};
    const refused = submission.phase === 'refused' ? submission : undefined;
    const wrong = refused && refusedField(refused);
    if (refused && wrong) problems[wrong] = refusedWords(refused, m);
    this._isDetailed ||= !!(
      draft.occurredAt ||
      draft.note ||
      draft.screenshots ||
      problems.time ||
      problems.note
    );
    this._isWhole ??= !this.short || !!draft.booked;
    if (!this._isWhole) return this._short(contact, draft, submission, problems, current, m);
    const doubtful = draft.order?.trim() && !isOrderNumber(draft.order, contact.orderPatterns);
    return html`<form
      part="form"
      novalidate
      @submit=${(event: SubmitEvent) => this._submit(event, contact, draft, m)}
    >
      ${this._when(contact, draft, problems.when, m)}
      ${this._phoneField(contact, draft, problems.phone, m)}
      ${contact.topics.length ? this._topicField(contact, draft, problems.topic, m) : nothing}
      <div class="field">
        <label for="order"
          >${m.items.order}
          <span class="small"
            >${m.optional}${draft.order && draft.orderFound ? ` · ${m.orderFound}` : ''}</span
          ></label
        >
        <input
          id="order"
          class="input"
          aria-describedby="order-problem"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          maxlength="64"
          .value=${draft.order ?? ''}
          @input=${(event: Event) => this._update({ order: value(event), orderFound: false })}
        />
        ${this._orderChoice?.(this.shown, contact, draft, m, (change) => this._update(change))}
        ${fieldHint(this._secrets, this.shown, doubtful ? draft.order : '', (order) => this._update({ order }), doubtful ? html`<p class="hint warn">${icons.alert}<span>${m.orderDoubtful}</span></p>` : nothing)}
        ${this._problem('order', problems.order)}
      </div>
      <details ?open=${this._isDetailed} @toggle=${this._showDetails}>
        <summary class="link">
          ${contact.attachments ? m.addDetailsOrPictures : m.addDetails}
          <span class="small">${m.optional}</span>
        </summary>
        <div class="field">
          <label for="time">${m.items.time}</label>
          <input
            id="time"
            class="input"
            aria-describedby="time-problem"
            type="datetime-local"
            .value=${draft.occurredAt ?? ''}
            @change=${this._typed('occurredAt')}
          />
          ${this._problem('time', problems.time)}
        </div>
        <div class="field">
          <label for="note">${m.items.note}</label>
          <textarea
            id="note"
            class="input"
            aria-describedby="note-problem"
            maxlength="1000"
            placeholder=${m.notePlaceholder}
            .value=${draft.note ?? ''}
            @input=${this._typed('note')}
          ></textarea>
          ${fieldHint(this._secrets, this.shown, draft.note, (note) => this._update({ note }), html`<p class="hint warn">${icons.shield}<span>${m.notePrivate}</span></p>`)}
          ${this._problem('note', problems.note)}
        </div>
        ${contact.attachments ? this._screenshots(m) : nothing}
      </details>
      <div class="marks">
        ${contact.callback?.urgent ? this._mark(m.urgent, draft.urgent, (urgent) => this._update({ urgent })) : nothing}
        ${contact.callback?.senior ? this._mark(m.senior, draft.senior, (senior) => this._update({ senior })) : nothing}
      </div>
      ${this._submitting(contact, draft, submission, current, m, m.submit)}
    </form>`;
  }

  /** The form of care mode: one decision, which number to call. */
  private _short(
    contact: Contact,
    draft: Draft,
    submission: Submission,
    problems: Partial<Record<Field, string | undefined>>,
    current: Partial<Record<Field, unknown>>,
    m: Messages,
  ): TemplateResult {
    return html`<form
      part="form"
      novalidate
      @submit=${(event: SubmitEvent) => this._submit(event, contact, draft, m)}
    >
      ${this._phoneField(contact, draft, problems.phone, m, m.whichPhone)}
      <p class="promise">${icons.phone}<span>${this._promise(contact, m)}</span></p>
      ${this._submitting(contact, draft, submission, current, m, m.callMe)}
      <button type="button" class="link" @click=${this._expand}>${m.moreToSay}</button>
    </form>`;
  }

  private _expand = async (): Promise<void> => {
    this._isWhole = true;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input,select,button')?.focus();
  };

  /** What submitting means, what became of it, and the button. */
  private _submitting(
    contact: Contact,
    draft: Draft,
    submission: Submission,
    problems: Partial<Record<Field, unknown>>,
    m: Messages,
    words: string,
  ): TemplateResult {
    const sending = submission.phase === 'sending';
    return html`<hotline-draft .context=${this.shown}></hotline-draft>
      ${this._consent(contact, m)}
      ${draft.screenshots ? html`<hotline-picture-delivery .context=${this.shown}></hotline-picture-delivery>` : nothing}
      <div role="alert">${this._outcome(contact, submission, problems, m)}</div>
      <button type="submit" class="button" aria-describedby="consent" aria-disabled=${sending}>
        ${sending ? m.sending : words}
      </button>`;
  }

  private _when(
    contact: Contact,
    { booked = false, window }: Draft,
    problem: string | undefined,
    m: Messages,
  ): TemplateResult {
    const promise = this._promise(contact, m);
    if (!contact.callback?.slots)
      return html`<p class="promise">${icons.phone}<span>${promise}</span></p>`;
    const chosen = window && formatWindow(window, this.now, this.language, this.timeZone);
    return html`<fieldset aria-describedby="when-problem">
      <legend>${m.when}</legend>
      ${this._mark(promise, !booked, () => this._update({ booked: false }), 'radio')}
      ${this._mark(booked && chosen ? m.chosen(chosen) : m.atTime, booked, () => this._update({ booked: true }), 'radio', 'at-time')}
      ${this._problem('when', problem)}
      ${booked ? slotPicker(this._slots, this.shown, window, this._choose, m) : nothing}
    </fieldset>`;
  }

  /** The number that the shop knows, or a field for another one. */
  private _phoneField(
    { member }: Contact,
    { phone }: Draft,
    problem: string | undefined,
    m: Messages,
    title = m.phone,
  ): TemplateResult {
    const known = member.phone;
    const choose = async (number: string | undefined): Promise<void> => {
      this._update({ phone: number });
      await this._focus('phone');
    };
    const [label, field] =
      known && phone === undefined
        ? [
            html`<p class="label">${title}</p>`,
            html`<p class="known">
              <strong translate="no">${known}</strong>
              <button
                id="phone"
                type="button"
                class="link"
                aria-describedby="phone-problem"
                @click=${() => choose('')}
              >
                ${m.otherPhone}
              </button>
            </p>`,
          ]
        : [
            html`<label for="phone">${title}</label>`,
            html`${this.care ? html`<p id="phone-hint" class="small">${m.phonePlaceholder}</p>` : nothing}<input
                id="phone"
                class="input"
                type="tel"
                autocomplete="tel"
                maxlength="40"
                required
                placeholder=${this.care ? nothing : m.phonePlaceholder}
                .value=${phone ?? ''}
                aria-invalid=${!!problem}
                aria-describedby="phone-problem phone-hint"
                @input=${this._typed('phone')}
              />${known ? html`<button type="button" class="link" @click=${() => choose(undefined)}>${m.knownPhone(known)}</button>` : nothing}`,
          ];
    return html`<div class="field">${label}${field}${this._problem('phone', problem)}</div>`;
  }

  private _topicField(
    { topics }: Contact,
    draft: Draft,
    problem: string | undefined,
    m: Messages,
  ): TemplateResult {
    return html`<div class="field">
      <label for="topic">${m.items.topic} <span class="small">${m.optional}</span></label>
      <select
        id="topic"
        class="input"
        aria-invalid=${!!problem}
        aria-describedby="topic-problem"
        @change=${(event: Event) => this._update({ topic: value(event) || undefined })}
      >
        <option value="" ?selected=${!draft.topic}>${m.topicLater}</option>
        ${topics.map(({ id, label }) => html`<option value=${id} .selected=${id === draft.topic}>${this.text(label)}</option>`)}
      </select>
      ${this._problem('topic', problem)}
    </div>`;
  }

  /** Loaded when the details are shown. */
  private _screenshots(m: Messages): TemplateResult {
    const { state, load } = this._pictures;
    return html`<div class="field">
      <p class="label">${m.items.screenshot}</p>
      ${state === 'failed' ? failure(m, load) : html`<hotline-pictures .context=${this.shown}></hotline-pictures>`}
    </div>`;
  }

  private _mark(
    label: string,
    checked = false,
    change: (checked: boolean) => void,
    type = 'checkbox',
    id: string | typeof nothing = nothing,
  ): TemplateResult {
    return html`<label class="tick"
      ><input
        id=${id}
        type=${type}
        name=${type}
        .checked=${checked}
        @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
      /><span>${label}</span></label
    >`;
  }

  /** What the member agrees to by submitting. */
  private _consent({ privacy }: Contact, m: Messages): TemplateResult {
    return html`<div>
      <p id="consent" class="consent">
        ${privacy ? m.consent(this.text(privacy.handler), privacy.retentionDays) : m.consentShort}
      </p>
      ${privacy ? privacyFacts(privacy, this.text(privacy.handler), m) : nothing}
    </div>`;
  }

  private _problem(field: Field, problem: string | undefined): TemplateResult {
    return html`<p id="${field}-problem" class="hint bad" ?hidden=${!problem}>
      ${icons.alert}<span>${problem}</span>
    </p>`;
  }

  /** What became of the last submission, unless there is a ticket. */
  private _outcome(
    { line }: Contact,
    submission: Submission,
    problems: Partial<Record<Field, unknown>>,
    m: Messages,
  ): TemplateResult | typeof nothing {
    const note = (look: 'warn' | 'bad', words: unknown) =>
      html`<p class="hint ${look} note">${icons.alert}<span>${words}</span></p>`;
    switch (submission.phase) {
      case 'sending':
        return submission.proving ? note('warn', m.proving) : nothing;
      case 'waiting-for-network':
        return html`${note(
            'warn',
            Object.values(problems).some(Boolean)
              ? m.waitingInvalid
              : html`${m.waitingForNetwork}<br />${submission.kept ? m.waitingKept : m.waitingHere}${this._losesPictures ? html`<br />${m.waitingPictures}` : nothing}`,
          )}
          <button type="button" class="button soft" @click=${this._withdraw}>
            ${m.withdraw}
          </button>`;
      case 'unknown':
        return html`${note('warn', html`${m.unknown} <a class="link" translate="no" href=${line.uri}>${line.display}</a> ${retryWords(submission.retryAfter, m)} ${submission.kept ? m.waitingKept : ''}`)}
          <button
            type="button"
            class="button soft"
            aria-disabled=${!!submission.asking}
            @click=${() => this._check()}
          >
            ${submission.asking ? m.asking : m.askAgain}
          </button>
          ${
            submission.kept
              ? html`<button type="button" class="button soft" @click=${this._withdraw}>
                  ${m.withdraw}
                </button>`
              : nothing
          }`;
      case 'refused':
        return refusedField(submission) ? nothing : note('bad', refusedWords(submission, m));
      default:
        return nothing;
    }
  }
}

export default HotlineCallback;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-callback': HotlineCallback;
  }
}
