import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Window } from '../../contract/slots.ts';
import type {
  FeedbackRequest,
  ReopenRequest,
  RescheduleRequest,
  Ticket,
  TicketAction,
} from '../../contract/ticket.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import type { ChooseSlotEvent } from '../../events/choose-slot.ts';
import type { RateEvent } from '../../events/rate.ts';
import { TicketActedEvent } from '../../events/ticket-acted.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import { actionsFor, type TicketActions } from '../../stores/ticket-actions.ts';
import { ticketsFor } from '../../stores/ticket-store.ts';
import { register } from '../../elements.ts';
import { HotlineElement } from '../hotline-element.ts';
import { LazyElement } from '../parts/lazy-element.ts';
import { retryWords } from '../parts/retry-words.ts';
import { fieldHint } from '../secret-hint/field-hint.ts';
import { slotPicker } from '../slots/slot-picker.ts';
import { HotlineRating, type RatingPhase } from './rating.ts';
import { ticketStyles } from './ticket.styles.ts';

type Maybe = TemplateResult | typeof nothing;

/** The actions that ask the member a question first. */
type Asking = 'cancel' | 'reschedule' | 'erase' | 'reopen';

/** Ratings this low, and lower, ask first whether it is solved. */
const BAD_RATING = 2;

const button = (
  words: string,
  look: 'soft' | 'quiet' | '',
  act: () => unknown,
  id: string | typeof nothing = nothing,
): TemplateResult =>
  html`<button type="button" class="button ${look}" id=${id} @click=${act}>${words}</button>`;

/**
 * @summary What the member can do with their ticket: ask to hurry, reschedule, cancel, rate, erase.
 *   Inside the ticket.
 * @element hotline-ticket-actions
 * @fires hotline-ticket-acted
 */
export class HotlineTicketActions extends HotlineElement {
  static override styles = [HotlineElement.styles, ticketStyles];
  static override properties: PropertyDeclarations = {
    asking: { state: true },
    chosen: { state: true },
    ticket: { attribute: false },
  };

  /** What is still wrong, as the member wrote it; begins with the comment on the rating. */
  private _note = '';
  private readonly _secrets = new LazyElement(this, 'hotline-secret-hint');
  private readonly _slots = new LazyElement(this, 'hotline-slots');

  /** The action whose question is shown. */
  declare private asking?: Asking | undefined;
  /** The slot chosen for rescheduling. */
  declare private chosen?: Window | undefined;

  /** The ticket, as in the last answer of the desk. */
  declare ticket?: Ticket;

  constructor() {
    super();
    register('hotline-rating', HotlineRating);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.changes.follow(this._actions);
  }

  private get _actions(): TicketActions {
    return actionsFor(ticketsFor(this.shown.store));
  }

  /** Whether slots can be booked. */
  private get _bookable(): boolean {
    return !!this.contact?.callback?.slots;
  }

  private get _ratingPhase(): RatingPhase {
    const { state } = this._actions;
    if (state.phase !== 'sending') return 'idle';
    return state.action === 'feedback' ? 'sending' : 'busy';
  }

  /** The result of the last action, in words. */
  private _outcome(ticket: Ticket, m: Messages): string {
    const { state } = this._actions;
    if (state.phase === 'done')
      return {
        nudge: m.nudged,
        reschedule: m.rescheduled,
        feedback: '',
        cancel: '',
        erase: m.erased,
        ready: m.canTalkDone,
        reopen: '',
        report: '',
      }[state.action];
    if (state.phase !== 'refused') return '';
    const { code, retryAfter, action } = state;
    // Said where it is reported.
    if (action === 'report') return '';
    if (action === 'feedback' && ticket.rating) return '';
    if (code === 'unreachable') {
      // The answer was lost, but the ticket shows that it was done.
      if (action === 'cancel' && hasEnded(ticket.status)) return '';
      if (action === 'nudge' && !ticket.may.nudge) return m.nudged;
      if (action === 'ready' && !ticket.may.ready) return m.canTalkDone;
      if (action === 'reopen' && !hasEnded(ticket.status)) return '';
      return `${m.actionUnknown} ${retryWords(retryAfter, m)}`;
    }
    if (code.startsWith('not-')) return m.changed;
    const words =
      (code !== 'invalid-body' && wordsOf(m.refused, code)) ||
      (action === 'cancel' ? m.cancelFailed : m.notDone);
    return `${words} ${retryWords(retryAfter, m)}`;
  }

  /**
   * Shows the question of an action, or with `undefined` the buttons again, and moves the focus
   * there.
   */
  private async _ask(asking: Asking | undefined): Promise<void> {
    const before = this.asking;
    this._actions.settle();
    this.asking = asking;
    this.chosen = undefined;
    await this._focus(
      asking === 'reschedule'
        ? '#sure'
        : asking === 'reopen'
          ? '#note'
          : asking
            ? '#keep'
            : `#${before}`,
    );
  }

  private async _act(
    action: TicketAction,
    body?: RescheduleRequest | FeedbackRequest | ReopenRequest,
  ): Promise<void> {
    const actions = this._actions;
    const done = await actions.act(action, body);
    const { state } = actions;
    if (state.phase === 'refused' && /slot/.test(state.code)) {
      this.chosen = undefined;
      await this.updateComplete;
      this.renderRoot.querySelector('hotline-slots')?.renew();
    }
    if (!done) return;
    this.asking = undefined;
    await this.updateComplete;
    this.dispatchEvent(new TicketActedEvent(action));
  }

  private _choose = ({ window }: ChooseSlotEvent): void => void (this.chosen = window);

  private _rate = ({ feedback }: RateEvent): void => {
    this._note = feedback.comment ?? '';
    void this._act('feedback', feedback);
  };

  private _reopen = (): Promise<void> => {
    const note = this._note.trim();
    return this._act('reopen', note ? { note } : {});
  };

  private _forget(action: 'forget' | 'another'): void {
    ticketsFor(this.shown.store).forget();
    this.dispatchEvent(new TicketActedEvent(action));
  }

  private async _focus(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override template(m: Messages): Maybe {
    const { ticket, asking } = this;
    if (!ticket) return nothing;
    const ended = hasEnded(ticket.status);
    return html`<div class="ticket">
      ${ended && ticket.may.rate && ticket.closedBecause !== 'wrong-number' ? html`<hotline-rating .context=${this.shown} .phase=${this._ratingPhase} @hotline-rate=${this._rate}></hotline-rating>` : nothing}
      ${ended && ticket.rating ? html`<p role="status">${m.thanks}<br /><span class="small">${m.ratings[ticket.rating - 1]}</span></p>` : nothing}
      ${asking && ticket.may[asking] ? this._confirm(asking, ticket, m) : ended ? this._after(ticket, m) : this._choices(ticket, m)}
      <p class="small" role="status">${this._outcome(ticket, m)}</p>
    </div>`;
  }

  /** A button that sends an action. While the request is under way, it says so. */
  private _send(
    words: string,
    look: 'soft' | 'quiet' | '',
    action: TicketAction,
    m: Messages,
    act: () => unknown = () => this._act(action),
    id: string | typeof nothing = nothing,
  ): TemplateResult {
    const { state } = this._actions;
    const sending = state.phase === 'sending';
    return html`<button
      type="button"
      class="button ${look}"
      id=${id}
      aria-disabled=${sending}
      @click=${act}
    >
      ${sending && state.action === action ? m.sending : words}
    </button>`;
  }

  private _choices({ may, window }: Ticket, m: Messages): TemplateResult {
    return html`<div class="actions">
        ${may.ready ? this._send(m.canTalk, '', 'ready', m) : nothing}
        ${may.nudge ? this._send(m.nudge, 'soft', 'nudge', m, undefined, 'nudge') : nothing}
        ${may.reschedule && (this._bookable || window) ? button(m.reschedule, 'soft', () => this._ask('reschedule'), 'reschedule') : nothing}
      </div>
      <div class="actions">
        ${may.cancel ? button(m.cancel, 'quiet', () => this._ask('cancel'), 'cancel') : nothing}
        ${this._erase(may.erase, m)}
      </div>`;
  }

  /** The choices for a ticket that has ended. */
  private _after(
    { may, phone, status, mergedInto, rating = 5 }: Ticket,
    m: Messages,
  ): TemplateResult {
    // A call without a number cannot be opened again: the form asks for one.
    const isNumberMissing = !phone && !may.reopen && !mergedInto && status !== 'cancelled';
    return html`<div class="actions">
      ${may.reopen ? button(m.notSolved, rating > BAD_RATING ? 'soft' : '', () => this._ask('reopen'), 'reopen') : nothing}
      ${button(isNumberMissing ? m.notSolved : m.another, 'soft', () => this._forget('another'))}
      ${button(m.forget, 'quiet', () => this._forget('forget'))} ${this._erase(may.erase, m)}
    </div>`;
  }

  private _erase(may: boolean | undefined, m: Messages): Maybe {
    return may ? button(m.erase, 'quiet', () => this._ask('erase'), 'erase') : nothing;
  }

  private _confirm(asking: Asking, ticket: Ticket, m: Messages): TemplateResult {
    if (asking === 'reschedule') return this._reschedule(ticket, m);
    if (asking === 'reopen') return this._stillWrong(ticket, m);
    const [question, means, no, yes] =
      asking === 'cancel'
        ? [m.cancelSure, '', m.cancelNo, m.cancelYes]
        : [m.eraseSure, m.eraseMeans, m.eraseNo, m.eraseYes];
    return html`<div role="group" class="sure" aria-labelledby="sure">
      <p id="sure">${question}</p>
      ${means ? html`<p class="small">${means}</p>` : nothing}
      <div class="actions">
        ${button(no, 'soft', () => this._ask(undefined), 'keep')}
        ${this._send(yes, 'quiet', asking, m)}
      </div>
    </div>`;
  }

  /** Asks what is still wrong, before the member is called again with the same ticket. */
  private _stillWrong({ phone }: Ticket, m: Messages): TemplateResult {
    const write = (note: string): void => {
      this._note = note;
      this.requestUpdate();
    };
    return html`<div class="sure">
      <label for="note">${m.stillWrong} <span class="small">${m.optional}</span></label>
      <textarea
        id="note"
        class="input"
        maxlength="500"
        .value=${this._note}
        @input=${(event: Event) => write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${fieldHint(this._secrets, this.shown, this._note, write)}
      <p class="small">${m.reopenMeans(phone)}</p>
      <div class="actions">
        ${this._send(m.reopenYes, '', 'reopen', m, this._reopen)}
        ${button(m.reopenNo, 'quiet', () => this._ask(undefined), 'keep')}
      </div>
    </div>`;
  }

  private _reschedule({ window }: Ticket, m: Messages): TemplateResult {
    const { chosen, _bookable: bookable } = this;
    const move = (when: RescheduleRequest['when']) => () => this._act('reschedule', { when });
    return html`<div role="group" class="sure" aria-labelledby="sure">
      <p id="sure" tabindex="-1">${m.rescheduleTitle}</p>
      ${bookable ? slotPicker(this._slots, this.shown, chosen, this._choose, m) : nothing}
      <div class="actions stay">
        ${bookable && chosen ? this._send(m.rescheduleYes, '', 'reschedule', m, move({ kind: 'window', from: chosen.from })) : nothing}
        ${window ? this._send(m.rescheduleAsap, 'soft', 'reschedule', m, move({ kind: 'asap' })) : nothing}
        ${button(m.rescheduleNo, 'quiet', () => this._ask(undefined), 'keep')}
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hotline-ticket-actions': HotlineTicketActions;
  }
}
