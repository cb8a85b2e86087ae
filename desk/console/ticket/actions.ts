import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { hoursOf } from '../../wire/calling-hours.ts';
import { isOutOfHours } from '../../wire/queue-order.ts';
import { statusBeforeClaim, type TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { timeWords } from '../parts/format.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { actionsStyles } from './actions.styles.ts';
import type { DeskTransferDialog } from './transfer-dialog.ts';
import { readOut, sayFirst } from './say-first.ts';

export type TicketAction = 'claim' | 'release' | 'call' | 'answer' | 'take';

/** Asks the ticket page to do something with the ticket. */
export class TicketActionEvent extends Event {
  static readonly type = 'console-ticket-action';

  constructor(readonly action: TicketAction) {
    super(TicketActionEvent.type, { bubbles: true });
  }
}

/**
 * @summary Who holds an open ticket and what can be done next: claim, dial, release, give the result.
 * @element desk-ticket-actions
 * @fires console-ticket-action - The agent claims, releases, or starts the call.
 * @fires console-give-result - The agent submits the result of the call.
 */
export class DeskTicketActions extends ConsoleElement {
  static override styles = [...consoleStyles, actionsStyles];
  static override properties: PropertyDeclarations = {
    ticket: { attribute: false },
    busy: { type: Boolean },
    hasResults: { state: true },
  };

  private _second: ReturnType<typeof setInterval> | undefined;

  /** Whether the agent opened the form for the result. During a call it is always open. */
  private hasResults = false;

  /** An open ticket. */
  declare ticket?: TicketView;
  /** Whether a request to the desk is pending. */
  busy = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this._second);
    this._second = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const calling = this._isCalling;
    if (!calling) clearInterval(this._second);
    this._second = calling
      ? (this._second ?? setInterval(() => this.requestUpdate(), 1_000))
      : undefined;
  }

  private get _isCalling(): boolean {
    return this.ticket?.row.status === 'calling';
  }

  private readonly _transfer = (): void =>
    void this.renderRoot.querySelector<DeskTransferDialog>('desk-transfer-dialog')?.open();

  private _act(action: TicketAction): void {
    this.dispatchEvent(new TicketActionEvent(action));
  }

  /** Duration of the call, such as "1:35". */
  private _lasted(since: number): string {
    const seconds = Math.max(0, Math.floor((this.store.now() - since) / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** Whether a call now would come while the line is closed, at a time that the member did not choose. */
  private _isOutOfHours({ row, timeline }: TicketView): boolean {
    const now = this.store.now();
    const planned = { ...row, status: statusBeforeClaim(timeline) };
    return isOutOfHours(planned, now, this.store.openLines(now));
  }

  /** Warns of a call that would come at night. */
  private _warning(ticket: TicketView, t: Messages): TemplateResult | typeof nothing {
    if (ticket.row.status === 'calling' || !this._isOutOfHours(ticket)) return nothing;
    const { line } = ticket.row;
    const now = this.store.now();
    const opening = this.store.nextOpening(line, now);
    const words = t.ticket.outOfHours(
      timeWords(now, this.language, hoursOf(this.session, line).timeZone),
      opening === undefined ? undefined : this.when(opening),
    );
    return html`<p class="notice warn" role="note">${icons.alert}<span>${words}</span></p>`;
  }

  /** Opens the form for the result and focuses it. Returns whether a result may be given. */
  readonly openResults = (): boolean => {
    if (!this.ticket?.may.result) return false;
    this.hasResults = true;
    void this.updateComplete.then(async () => {
      const results = this.renderRoot.querySelector('desk-results');
      await results?.updateComplete;
      results?.focusFirst();
    });
    return true;
  };

  closeResults(): void {
    this.hasResults = false;
  }

  /** Focuses the main action. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.actions .main')?.focus();
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket } = this;
    if (!ticket) return nothing;
    const { result, release, call, transfer } = ticket.may;
    const isHeld = result || release || call;
    return html`${isHeld ? this._held(ticket, t) : this._free(ticket, t)}
    ${transfer ? html`<desk-transfer-dialog .context=${this.context} .ticket=${ticket}></desk-transfer-dialog>` : nothing}`;
  }

  /** For an agent who does not hold the ticket. */
  private _free(ticket: TicketView, t: Messages): TemplateResult {
    const { row, may, timeline } = ticket;
    const isQuiet = this._isOutOfHours(ticket);
    const holder = row.claimedBy === null ? undefined : this.agentName(row.claimedBy);
    const now = this.store.now();
    const moved = timeline.at(-1);
    return html`<section aria-label=${t.common.status[row.status]}>
      ${
        holder === undefined
          ? nothing
          : may.claim
            ? html`<p class="notice warn">
                ${icons.offline}<span>${t.ticket.lapsed(holder)}</span>
              </p>`
            : html`<p class="notice">
                ${icons.person}<span
                  >${moved?.kind === 'transferred' && moved.agent !== null ? t.ticket.movedBy(this.agentName(moved.agent), holder, this.when(moved.at)) : t.ticket.heldBy(holder, this.when(row.claimedAt ?? now))}<br /><span
                    class="small"
                    >${t.ticket.heldHint}</span
                  ></span
                >
              </p>`
      }
      ${may.claim && row.notBefore !== null && row.notBefore > now ? html`<p class="notice">${icons.calendar}<span>${t.ticket.notYet(this.when(row.notBefore))}</span></p>` : nothing}
      ${may.claim ? this._warning(ticket, t) : nothing}
      ${
        may.claim
          ? html`<button
                type="button"
                class="button main ${isQuiet ? 'outline' : ''}"
                title="c"
                aria-disabled=${this.busy}
                @click=${() => this._act('claim')}
              >
                ${icons.person}${holder === undefined ? t.ticket.claim : t.ticket.takeOver}
              </button>
              <p class="small">${t.ticket.hidden}</p>`
          : nothing
      }
      ${may.answer ? this._answer(t) : nothing}
      ${may.transfer ? html`<div class="row actions">${may.claim ? nothing : html`<button type="button" class="button soft" aria-disabled=${this.busy} @click=${() => this._act('take')}>${icons.person}${t.ticket.takeFrom}</button>`}<button type="button" class="button outline" aria-disabled=${this.busy} @click=${this._transfer}>${t.ticket.assign}</button></div>` : nothing}
    </section>`;
  }

  private _answer(t: Messages): TemplateResult {
    return html`<button
      type="button"
      class="button soft"
      aria-disabled=${this.busy}
      @click=${() => this._act('answer')}
    >
      ${icons.phone}${t.call.answer}
    </button>`;
  }

  /** What to say: the number of their ticket to somebody who called, the passphrase to others. */
  private _say({ row, incoming, language, passphrase }: TicketView, t: Messages): TemplateResult {
    if (incoming)
      return html`<h2 id="say">${t.call.readOut}</h2>
        ${readOut(row.number, language)}
        <p class="small" translate="no">${t.call.passphraseLater(passphrase)}</p>`;
    return html`<h2 id="say">${t.ticket.sayFirst}</h2>
      ${sayFirst(this.session.brand, passphrase, language)}
      <p class="small">${t.ticket.inLanguage(t.ticket.speaks[language])} · ${t.ticket.sayHint}</p>`;
  }

  /** For the agent who holds the ticket. */
  private _held(ticket: TicketView, t: Messages): TemplateResult {
    const { row, may, phone, callStartedAt, incoming } = ticket;
    const calling = this._isCalling;
    const isQuiet = !calling && this._isOutOfHours(ticket);
    // Dialling without recording the call would tell the member nothing, and break an agreed time.
    const dial = (may.call || calling) && !incoming ? ticket.dial : undefined;
    const showsResults = may.result && (calling || this.hasResults);
    const isEarly = row.notBefore !== null && row.notBefore > this.store.now();
    return html`<section aria-labelledby="say">
      <div class="say">${this._say(ticket, t)}</div>
      ${!calling && isEarly && row.notBefore !== null ? html`<p class="notice">${icons.calendar}<span>${t.ticket.notYet(this.when(row.notBefore))}</span></p>` : nothing}
      ${calling && callStartedAt !== null ? html`<p class="on-call figures" role="timer">${icons.phone}${t.ticket.calling(this._lasted(callStartedAt))}</p>` : nothing}
      ${this._warning(ticket, t)}
      <div class="row actions">
        ${dial === undefined ? nothing : html`<a translate="no" class="button figures ${isQuiet ? 'outline' : calling ? 'main soft' : 'main'}" href=${dial} title=${t.ticket.dialHint} @click=${() => this._act('call')}>${icons.phone}${t.ticket.dial(phone)}</a>`}
        ${may.answer ? this._answer(t) : nothing}
        ${may.call ? html`<button type="button" class="button soft" aria-disabled=${this.busy} @click=${() => this._act('call')}>${t.ticket.call}</button>` : nothing}
        ${may.result && !showsResults ? html`<button type="button" class="button outline" title="d" @click=${this.openResults}>${t.ticket.giveResult}</button>` : nothing}
        ${may.transfer ? html`<button type="button" class="button outline" aria-disabled=${this.busy} @click=${this._transfer}>${t.ticket.transfer}</button>` : nothing}
        ${may.release ? html`<button type="button" class="button quiet" aria-disabled=${this.busy} @click=${() => this._act('release')}>${t.ticket.release}</button>` : nothing}
      </div>
      ${showsResults ? html`<desk-results .context=${this.context} .ticket=${ticket} ?busy=${this.busy}></desk-results>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-ticket-actions': DeskTicketActions;
  }
}
