import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { CallResult, TicketView } from '../../wire/ticket.ts';
import type { StreamEvent } from '../../wire/stream.ts';
import { isOpen } from '../../../src/core/ticket-status.ts';
import { ApiProblem } from '../connection/api.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { isComposing } from '../parts/composing.ts';
import { formatTicketNumber } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { marks } from '../parts/marks.ts';
import { timeBar, timeLeft } from '../parts/time-left.ts';
import { pathOf } from '../parts/paths.ts';
import { Shortcuts } from '../parts/shortcuts.ts';
import type { Changed } from '../connection/store.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { ticketStyles } from './ticket.styles.ts';
import { TicketActionEvent, type DeskTicketActions, type TicketAction } from './actions.ts';
import { CallAboutEvent } from './call-about.ts';
import { AddNoteEvent } from './notes.ts';
import { GiveResultEvent } from './results.ts';
import { TicketChangedEvent } from './ticket-changed.ts';
import { tierBadge } from '../parts/tier-badge.ts';
import { Loaded } from '../parts/loaded.ts';

/**
 * @summary One ticket: sentence to say first, brief, holder, next action, notes and timeline.
 * @element desk-ticket
 */
export class DeskTicket extends ConsoleElement {
  static override styles = [...consoleStyles, ticketStyles];
  static override properties: PropertyDeclarations = {
    number: { attribute: false },
    alone: { type: Boolean, reflect: true },
    busy: { state: true },
  };

  private readonly _ticket = new Loaded<TicketView>(this, () =>
    this.api.get<TicketView>(`/tickets/${this.number}`),
  );
  /** Number of the ticket whose heading took the focus; empty while none is loaded. */
  private _focused = '';

  /** Whether a request to the desk is pending. */
  private busy = false;

  /** Ticket number, twelve digits. */
  number = '';
  /** Whether the ticket fills the page, as on a phone, instead of standing beside the queue. */
  alone = false;

  constructor() {
    super();
    new Shortcuts(this, {
      c: () => this._isMeant && this._ticket.value?.may.claim === true && void this._act('claim'),
      d: () => this._actions?.openResults() ?? false,
    });
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      event.preventDefault();
      this.go(pathOf('queue'));
    });
  }

  protected override arrived(): void {
    void this._ticket.ask();
  }

  protected override deskChanged(changed: Changed, data: unknown): void {
    // `lines` also follows a reconnect, which may have missed events of this ticket.
    if (
      changed === 'queue'
        ? this._shows((data as Extract<StreamEvent, { event: 'queue' }>['data']).number)
        : changed === 'lines'
    )
      this._ticket.askSoon();
  }

  /** Whether the page shows something of a ticket: it is the one, or another of the same caller. */
  private _shows(number: string): boolean {
    return (
      number === this.number ||
      this._ticket.value?.others.some((other) => other.number === number) === true
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('number') as string | undefined;
    if (before !== undefined && before !== '' && before !== this.number) {
      this._ticket.put(undefined);
      if (this.context) void this._ticket.ask();
    }
    super.willUpdate(changed);
  }

  protected override updated(): void {
    // A newly loaded ticket takes the focus once.
    const number = this._ticket.value?.row.number ?? '';
    if (number === this._focused) return;
    this._focused = number;
    if (number) this._focusHeading();
  }

  /** Whether shortcuts act on this ticket and not on the queue beside it. */
  private get _isMeant(): boolean {
    return this.alone || this.matches(':focus-within');
  }

  private get _actions(): DeskTicketActions | null {
    return this.renderRoot.querySelector('desk-ticket-actions');
  }

  private readonly _do = (event: Event): void => {
    if (event instanceof TicketActionEvent) void this._act(event.action);
  };

  private async _act(action: TicketAction): Promise<void> {
    const view =
      action === 'take'
        ? await this._send('transfer', { to: this.session.me.id })
        : await this._send(action);
    if (!view) return;
    if (action === 'release') this.announce(this.t.ticket.released);
    // The focused element may have been removed.
    await this.updateComplete;
    await this._actions?.updateComplete;
    if (this.matches(':focus-within')) return;
    if (action === 'claim' || action === 'take') this._actions?.focus();
    else this._focusHeading();
  }

  private readonly _give = async (event: Event): Promise<void> => {
    if (!(event instanceof GiveResultEvent)) return;
    const result: CallResult = event.result;
    if (!(await this._send('result', result))) return;
    this._actions?.closeResults();
    this.announce(this.t.ticket.done[result.result]);
    await this.updateComplete;
    this._focusHeading();
  };

  private readonly _changed = (event: Event): void => {
    if (!(event instanceof TicketChangedEvent)) return;
    const { ticket } = event;
    this.store.take(ticket.row);
    if (ticket.row.number === this.number) this._ticket.put(ticket);
  };

  private readonly _note = async (event: Event): Promise<void> => {
    if (!(event instanceof AddNoteEvent) || !(await this._send('notes', { text: event.text })))
      return;
    this.renderRoot.querySelector('desk-notes')?.clear();
    this.announce(this.t.ticket.noteAdded);
  };

  private readonly _learn = async (event: Event): Promise<void> => {
    if (!(event instanceof CallAboutEvent) || !(await this._send('about', event.about))) return;
    this.announce(this.t.call.saved);
  };

  /** Posts an action. Returns the changed ticket; undefined after a failure, which is announced. */
  private async _send(action: string, body?: object): Promise<TicketView | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const view = await this.api.post<TicketView>(`/tickets/${this.number}/${action}`, body);
      this.store.take(view.row);
      if (view.row.number === this.number) this._ticket.put(view);
      return view;
    } catch (error) {
      this.announce(this.problem(error), 'bad');
      this._ticket.askSoon();
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  private _focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override template(t: Messages): TemplateResult {
    const { value: view, error } = this._ticket;
    if (view) return this._whole(view, t);
    if (!error)
      return html`<div class="page" role="status" aria-label=${t.common.loading}>
        <div class="bone"></div>
        <div class="bone"></div>
        <div class="bone"></div>
      </div>`;
    const lost = error instanceof ApiProblem && error.code === 'not-found';
    return html`<div class="page">
      ${this._close(t)}
      <div class="empty" role="alert">
        ${icons.alert}<strong>${lost ? t.ticket.lost : this.problem(error)}</strong>
        ${lost ? html`<p class="figures" translate="no">${formatTicketNumber(this.number)}</p>` : html`<button type="button" class="button" @click=${() => this._ticket.ask()}>${t.common.retry}</button>`}
      </div>
    </div>`;
  }

  private _whole(view: TicketView, t: Messages): TemplateResult {
    const { row, rating, feedback, conclusion, erasedAt } = view;
    const open = isOpen(row.status);
    const number = formatTicketNumber(row.number);
    return html`<article
      class="page"
      aria-labelledby="number"
      @console-ticket-action=${this._do}
      @console-give-result=${this._give}
      @console-add-note=${this._note}
      @console-call-about=${this._learn}
      @console-ticket-changed=${this._changed}
      @console-dialog-closed=${() => this._ticket.askSoon()}
    >
      ${this._close(t)}
      <header>
        <div class="row">
          <h1 id="number" class="number" tabindex="-1" aria-label=${t.ticket.title(number)}>
            <span translate="no">${number}</span>
          </h1>
          <button
            type="button"
            class="icon"
            aria-label=${t.ticket.copyNumber}
            title=${t.ticket.copyNumber}
            @click=${() => this.copy(number)}
          >
            ${icons.copy}
          </button>
        </div>
        <p class="row">
          ${row.name === null ? nothing : html`<strong translate="no">${row.name}</strong>`}${tierBadge(this.session, row.tier, this.language)}<span
            class="badge"
            >${t.common.status[row.status]}</span
          >${marks(row, t)}
        </p>
        ${open ? timeBar(timeLeft(row, this.store.now(), t, this.language, this.session.timeZone, this.store.opening(row))) : nothing}
      </header>
      ${erasedAt === null ? nothing : html`<p class="notice">${icons.shield}<span>${t.ticket.erased(this.when(erasedAt))}</span></p>`}
      <desk-reports .context=${this.context} .reports=${view.reports}></desk-reports>
      ${
        open
          ? html`<desk-ticket-actions
              .context=${this.context}
              .ticket=${view}
              ?busy=${this.busy}
            ></desk-ticket-actions>`
          : html`<desk-ticket-end .context=${this.context} .ticket=${view}></desk-ticket-end>`
      }
      ${open ? html`<desk-others .context=${this.context} .ticket=${view}></desk-others>` : nothing}
      ${
        conclusion === null
          ? nothing
          : html`<p class="notice">
              ${icons.eye}<span
                ><span class="small">${t.ticket.told}</span><br /><span class="told"
                  >${conclusion}</span
                ></span
              >
            </p>`
      }
      ${
        rating === null
          ? nothing
          : html`<desk-rating
              .context=${this.context}
              .rating=${rating}
              .comment=${feedback}
            ></desk-rating>`
      }
      ${
        erasedAt === null
          ? html`${open && row.origin === 'call' && row.claimedBy === this.session.me.id ? html`<desk-call-about .context=${this.context} .ticket=${view}></desk-call-about>` : nothing}<desk-brief
                .context=${this.context}
                .ticket=${view}
              ></desk-brief
              ><desk-inquiries .context=${this.context} .ticket=${view}></desk-inquiries
              ><desk-screenshots
                .context=${this.context}
                .number=${row.number}
                .screenshots=${view.attachments}
              ></desk-screenshots
              ><desk-merged .context=${this.context} .tickets=${view.merged}></desk-merged>`
          : nothing
      }
      <desk-notes
        .context=${this.context}
        .notes=${view.notes}
        ?closed=${erasedAt !== null}
      ></desk-notes>
      <desk-timeline .context=${this.context} .steps=${view.timeline}></desk-timeline>
      ${erasedAt === null ? html`<desk-earlier .context=${this.context} .tickets=${view.earlier}></desk-earlier>` : nothing}
    </article>`;
  }

  private _close(t: Messages): TemplateResult {
    return html`<a
      class="leave ${this.alone ? 'link' : 'icon'}"
      href=${pathOf('queue')}
      aria-label=${this.alone ? nothing : t.ticket.close}
      title=${this.alone ? nothing : `${t.ticket.close} (Esc)`}
      >${this.alone ? html`${icons.back}${t.ticket.back}` : icons.close}</a
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-ticket': DeskTicket;
  }
}
