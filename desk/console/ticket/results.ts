import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { isOpenLine } from '../../wire/calling-hours.ts';
import type { CallResult, TicketView } from '../../wire/ticket.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { durationWords } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { fromShopClock, toShopClock } from '../parts/shop-clock.ts';
import { CONCLUSIONS } from './conclusions.ts';
import { choiceRowsStyles } from '../parts/choice-rows.styles.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { resultsStyles } from './results.styles.ts';

const RESULTS = [
  'solved',
  'not-reached',
  'follow-up',
  'wrong-number',
  'cancelled-by-member',
] as const satisfies readonly CallResult['result'][];
type Result = (typeof RESULTS)[number];

/** Results of a call that reached nobody. */
const UNREACHED: readonly Result[] = ['not-reached', 'wrong-number'];

/** Offered follow-up times, ms from now. */
const FOLLOW_UPS_MS = [30 * MINUTE, 2 * HOUR, DAY] as const;

/** Asks the ticket page to record the result of the call. */
export class GiveResultEvent extends Event {
  static readonly type = 'console-give-result';

  constructor(readonly result: CallResult) {
    super(GiveResultEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * @summary Form for the result of a call: choose, read the consequence, confirm.
 * @element desk-results
 * @fires console-give-result - The agent submitted a result.
 */
export class DeskResults extends ConsoleElement {
  static override styles = [...consoleStyles, choiceRowsStyles, resultsStyles];
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    busy: { type: Boolean },
    chosen: { state: true },
    at: { state: true },
    timeError: { state: true },
    conclusion: { state: true },
    note: { state: true },
    phone: { state: true },
    phoneMissing: { state: true },
  };

  declare private chosen: Result | undefined;
  /** Value of the follow-up time field, on the shop's clock. */
  private at = '';
  /** What is wrong with `at`. */
  private timeError: 'none' | 'missing' | 'past' = 'none';

  /** What the agent tells the member; undefined until they change what was told before. */
  declare private conclusion: string | undefined;
  /** For other agents. */
  private note = '';
  /** The number to call, for a ticket without one. */
  private phone = '';
  private phoneMissing = false;

  /** The ticket of the call. */
  declare ticket?: TicketView;
  /** Whether the result is being sent. */
  busy = false;

  private _meaning(result: Result, { retryAt }: TicketView, t: Messages): string {
    const { means } = t.ticket;
    if (result === 'not-reached')
      return retryAt === undefined ? means.last : means.retry(this.when(retryAt));
    return means[result];
  }

  private get _needsPhone(): boolean {
    return this.ticket?.row.phone === '';
  }

  private _ends(result: Result, { retryAt }: TicketView): boolean {
    return result === 'not-reached' ? retryAt === undefined : result !== 'follow-up';
  }

  /** Whoever has called in was reached. */
  private _offered({ row, incoming }: TicketView): readonly Result[] {
    const wasReached = incoming || row.status !== 'calling';
    return RESULTS.filter((result) => !wasReached || !UNREACHED.includes(result));
  }

  private _choose(result: Result): void {
    this.chosen = result;
    this.timeError = 'none';
  }

  private _set(at: string): void {
    this.at = at;
    this.timeError = 'none';
  }

  private readonly _submit = (event: Event): void => {
    event.preventDefault();
    const { chosen } = this;
    if (this.busy || !chosen) return;
    const said = this._said;
    if (chosen !== 'follow-up')
      return void this.dispatchEvent(new GiveResultEvent({ result: chosen, ...said }));
    const at = fromShopClock(this.at, this.session.timeZone);
    this.timeError = at === undefined ? 'missing' : at <= this.store.now() ? 'past' : 'none';
    const phone = this.phone.trim();
    this.phoneMissing = this._needsPhone && !phone;
    if (at !== undefined && this.timeError === 'none' && !this.phoneMissing)
      this.dispatchEvent(
        new GiveResultEvent({ result: 'follow-up', at, ...(phone && { phone }), ...said }),
      );
    else
      this.renderRoot
        .querySelector<HTMLElement>(this.timeError === 'none' ? '#phone' : '#at')
        ?.focus();
  };

  /** What the agent has written, as far as it is new. */
  private get _said(): Pick<CallResult, 'note' | 'conclusion'> {
    const note = this.note.trim();
    const conclusion = this.conclusion?.trim();
    return {
      ...(note && { note }),
      ...(conclusion !== undefined &&
        conclusion !== (this.ticket?.conclusion ?? '') && { conclusion: conclusion || null }),
    };
  }

  /** Focuses the chosen result, or the first. */
  focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('input:checked, input')?.focus();
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket, chosen } = this;
    if (!ticket) return nothing;
    return html`<form @submit=${this._submit} novalidate>
      <fieldset class="rows">
        <legend>${t.ticket.result}</legend>
        ${this._offered(ticket).map(
          (result) =>
            html`<label class=${result === chosen ? 'on' : ''}>
              <input
                type="radio"
                name="result"
                value=${result}
                .checked=${result === chosen}
                @change=${() => this._choose(result)}
              />
              <span
                ><strong>${t.ticket.results[result]}</strong
                ><span class="small">${this._meaning(result, ticket, t)}</span></span
              >
            </label>`,
        )}
      </fieldset>
      ${chosen === 'follow-up' ? this._when(t) : nothing}
      ${chosen ? this._texts(ticket, t) : nothing}
      ${chosen && this._ends(chosen, ticket) ? html`<p class="notice warn">${icons.alert}<span>${t.ticket.ends}</span></p>` : nothing}
      ${
        chosen
          ? html`<button type="submit" class="button" aria-disabled=${this.busy}>
              ${this._ends(chosen, ticket) ? t.ticket.submitEnd(t.ticket.results[chosen]) : t.ticket.submit}
            </button>`
          : nothing
      }
    </form>`;
  }

  private _texts({ conclusion, language }: TicketView, t: Messages): TemplateResult {
    return html`<div class="field">
        <span class="row spread"
          ><label for="conclusion">${t.ticket.conclusion}</label
          ><span class="badge ok">${icons.eye}${t.ticket.visible}</span></span
        >
        <div class="chips">
          ${CONCLUSIONS[language].map((words) => html`<button type="button" lang=${language} class="button outline small-button" @click=${() => (this.conclusion = words)}>${words}</button>`)}
        </div>
        <textarea
          id="conclusion"
          class="input"
          rows="2"
          maxlength="200"
          lang=${language}
          .value=${this.conclusion ?? conclusion ?? ''}
          aria-describedby="conclusion-hint"
          @input=${(event: Event) => (this.conclusion = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
        <p id="conclusion-hint" class="hint">
          ${t.ticket.conclusionHint}${conclusion === null ? nothing : ` ${t.ticket.conclusionKept}`}
        </p>
      </div>
      <div class="field">
        <span class="row spread"
          ><label for="note">${t.ticket.internalNote}</label
          ><span class="badge warn">${icons.lock}${t.ticket.invisible}</span></span
        >
        <textarea
          id="note"
          class="input"
          rows="2"
          maxlength="1000"
          .value=${this.note}
          aria-describedby="note-hint"
          @input=${(event: Event) => (this.note = (event.target as HTMLTextAreaElement).value)}
        ></textarea>
        <p id="note-hint" class="hint">${t.ticket.internalNoteHint}</p>
      </div>`;
  }

  private _phone(t: Messages): TemplateResult {
    return html`<div class="field">
      <label for="phone">${t.call.phone}</label>
      <input
        id="phone"
        class="input"
        type="tel"
        autocomplete="off"
        maxlength="40"
        .value=${this.phone}
        aria-invalid=${this.phoneMissing ? 'true' : 'false'}
        aria-describedby="phone-hint"
        @input=${(event: Event) => (this.phone = (event.target as HTMLInputElement).value)}
      />
      <p id="phone-hint" class="hint bad">
        ${this.phoneMissing ? html`${icons.alert}<span>${t.call.phoneMissing}</span>` : nothing}
      </p>
    </div>`;
  }

  private _when(t: Messages): TemplateResult {
    const { timeZone } = this.session;
    const now = this.store.now();
    const error = {
      none: undefined,
      missing: t.ticket.followMissing,
      past: t.ticket.followPast,
    }[this.timeError];
    return html`<div class="field">
        <label for="at">${t.ticket.followAt}</label>
        <div class="chips">
          ${FOLLOW_UPS_MS.map((ms) => html`<button type="button" class="button outline small-button" @click=${() => this._set(toShopClock(now + ms, timeZone))}>${t.ticket.inTime(durationWords(ms, t))}</button>`)}
        </div>
        <input
          id="at"
          class="input"
          type="datetime-local"
          .value=${this.at}
          min=${toShopClock(now + MINUTE, timeZone)}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby="at-hint"
          @input=${(event: Event) => this._set((event.target as HTMLInputElement).value)}
        />
        <p id="at-hint" class="hint ${error ? 'bad' : ''}">
          ${error ? html`${icons.alert}<span>${error}</span>` : t.ticket.followZone(timeZone)}
        </p>
      </div>
      ${this._outOfHours(t)} ${this._needsPhone ? this._phone(t) : nothing}`;
  }

  /** Warns when the line is closed at the chosen time, and offers its next opening. */
  private _outOfHours(t: Messages): TemplateResult {
    const line = this.ticket?.row.line ?? '';
    const { timeZone } = this.session;
    const at = fromShopClock(this.at, timeZone);
    const isQuiet =
      at !== undefined && at > this.store.now() && !isOpenLine(this.store.openLines(at), line);
    const opening = isQuiet ? this.store.nextOpening(line, at) : undefined;
    return html`<div class="quiet-hours" role="status">
      ${isQuiet ? html`<p class="notice warn">${icons.alert}<span>${t.ticket.followOutOfHours}</span></p>` : nothing}
      ${
        opening === undefined
          ? nothing
          : html`<button
              type="button"
              class="button outline small-button"
              @click=${() => this._set(toShopClock(opening, timeZone))}
            >
              ${t.ticket.followAtOpening(this.when(opening))}
            </button>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-results': DeskResults;
  }
}
