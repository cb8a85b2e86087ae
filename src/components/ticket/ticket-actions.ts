import { html, nothing, type TemplateResult } from 'lit';
import type { FeedbackRequest, RescheduleRequest, Ticket } from '../../contract/ticket.ts';
import type { Window } from '../../contract/slots.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { ActionState, TicketAction } from '../../stores/ticket-actions.ts';
import { hasEnded } from '../../core/ticket-status.ts';
import { icons } from '../parts/icons.ts';
import { retryWords } from '../parts/retry-words.ts';

/** What is asked of the member before it is done. */
export type Asking = 'cancel' | 'reschedule' | 'erase';

/** What the ticket hands to its actions. */
export interface Hand {
  ticket: Ticket;
  m: Messages;
  state: ActionState;
  asking: Asking | undefined;
  /** Windows can be booked. */
  slots: boolean;
  chosen: Window | undefined;
  picker(): TemplateResult;
  rating: number | undefined;
  comment: string;
  /** A rating was to be sent without one. */
  unrated: boolean;
  ask(asking: Asking | undefined): void;
  act(action: TicketAction, body?: RescheduleRequest | FeedbackRequest): void;
  rate(change: { rating?: number; comment?: string }): void;
  sendRating(): void;
  another(): void;
  forget(): void;
}

type Maybe = TemplateResult | typeof nothing;

const button = (
  words: string,
  look: 'soft' | 'quiet' | '',
  act: () => void,
  id: string | typeof nothing = nothing,
): TemplateResult =>
  html`<button type="button" class="button ${look}" id=${id} @click=${act}>${words}</button>`;

/** The button that sends an action: says so while it is under way. */
const send = (
  words: string,
  look: 'soft' | 'quiet' | '',
  action: TicketAction,
  { state, m }: Hand,
  act: () => void,
  id: string | typeof nothing = nothing,
): TemplateResult => {
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
};

/** What the last action came to. */
const outcome = ({ state, m, ticket }: Hand): string => {
  if (state.phase === 'done')
    return {
      nudge: m.nudged,
      reschedule: m.rescheduled,
      feedback: '',
      cancel: '',
      erase: m.erased,
    }[state.action];
  if (state.phase !== 'refused') return '';
  const { code, retryAfter, action } = state;
  if (action === 'feedback' && ticket.rating) return '';
  if (code.startsWith('not-')) return m.changed;
  const words =
    m.refused[code] && code !== 'invalid-body'
      ? m.refused[code]
      : action === 'cancel'
        ? m.cancelFailed
        : m.notDone;
  return `${words} ${retryWords(retryAfter, m)}`;
};

const sure = (
  question: string,
  means: string,
  no: string,
  yes: string,
  action: 'cancel' | 'erase',
  hand: Hand,
): TemplateResult =>
  html`<div role="group" class="sure" aria-labelledby="sure">
    <p id="sure">${question}</p>
    ${means ? html`<p class="small">${means}</p>` : nothing}
    <div class="actions">
      ${button(no, 'soft', () => hand.ask(undefined), 'keep')}
      ${send(yes, 'quiet', action, hand, () => hand.act(action))}
    </div>
  </div>`;

const reschedule = (hand: Hand): TemplateResult => {
  const { m, ticket, chosen, slots } = hand;
  return html`<div role="group" class="sure" aria-labelledby="sure">
    <p id="sure" tabindex="-1">${m.rescheduleTitle}</p>
    ${slots ? hand.picker() : nothing}
    <div class="actions">
      ${slots && chosen ? send(m.rescheduleYes, '', 'reschedule', hand, () => hand.act('reschedule', { when: { kind: 'window', from: chosen.from } })) : nothing}
      ${ticket.window ? send(m.rescheduleAsap, 'soft', 'reschedule', hand, () => hand.act('reschedule', { when: { kind: 'asap' } })) : nothing}
      ${button(m.rescheduleNo, 'quiet', () => hand.ask(undefined), 'keep')}
    </div>
  </div>`;
};

/** One to five in words, and room for some of the member's own. */
const rating = (hand: Hand): TemplateResult => {
  const { m, rating: given, comment, unrated, rate } = hand;
  return html`<form
    class="rate"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      hand.sendRating();
    }}
  >
    <fieldset aria-describedby="unrated">
      <legend>${m.rate}</legend>
      <div class="chips">
        ${m.ratings.map(
          (words, index) =>
            html`<label class="chip ${given === index + 1 ? 'on' : ''}"
              ><input
                type="radio"
                name="rating"
                .checked=${given === index + 1}
                @change=${() => rate({ rating: index + 1 })}
              />${words}</label
            >`,
        )}
      </div>
    </fieldset>
    <p id="unrated" class="hint bad" role="alert" ?hidden=${!unrated}>
      ${icons.alert}<span>${m.rateMissing}</span>
    </p>
    <label class="small" for="comment">${m.comment} · ${m.optional}</label>
    <textarea
      id="comment"
      class="input"
      maxlength="500"
      .value=${comment}
      @input=${(event: Event) => rate({ comment: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    ${send(m.rateYes, '', 'feedback', hand, () => hand.sendRating())}
  </form>`;
};

const choices = (hand: Hand): Maybe => {
  const { ticket, m, slots, ask, act } = hand;
  const { may, window } = ticket;
  const main = [
    may.nudge ? send(m.nudge, 'soft', 'nudge', hand, () => act('nudge'), 'nudge') : nothing,
    may.reschedule && (slots || window)
      ? button(m.reschedule, 'soft', () => ask('reschedule'), 'reschedule')
      : nothing,
  ];
  const quiet = [
    may.cancel ? button(m.cancel, 'quiet', () => ask('cancel'), 'cancel') : nothing,
    erasing(hand),
  ];
  return html`<div class="actions">${main}</div>
    <div class="actions">${quiet}</div>`;
};

const erasing = ({ ticket, m, ask }: Hand): Maybe =>
  ticket.may.erase ? button(m.erase, 'quiet', () => ask('erase'), 'erase') : nothing;

/** What may be done with the ticket now, and what the last thing done came to. */
export const actions = (hand: Hand): TemplateResult => {
  const { ticket, m, asking } = hand;
  const ended = hasEnded(ticket.status);
  const asked = {
    cancel: () => sure(m.cancelSure, '', m.cancelNo, m.cancelYes, 'cancel', hand),
    erase: () => sure(m.eraseSure, m.eraseMeans, m.eraseNo, m.eraseYes, 'erase', hand),
    reschedule: () => reschedule(hand),
  };
  return html`${ended && ticket.may.rate ? rating(hand) : nothing}
    ${ended && ticket.rating ? html`<p role="status">${m.thanks}<br /><span class="small">${m.ratings[ticket.rating - 1]}</span></p>` : nothing}
    ${
      asking && ticket.may[asking]
        ? asked[asking]()
        : ended
          ? html`<div class="actions">
              ${button(m.another, 'soft', hand.another)} ${button(m.forget, 'quiet', hand.forget)}
              ${erasing(hand)}
            </div>`
          : choices(hand)
    }
    <p class="small" role="status">${outcome(hand)}</p>`;
};
