import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Slot, Slots, Window } from '../../contract/slots.ts';
import { ChooseSlotEvent } from '../../events/choose-slot.ts';
import { formatDay, formatTime, sayAt } from '../../i18n/when.ts';
import { formatWindow } from '../../i18n/window.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { requestSlots } from '../../desk-client/slots.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { deskOf } from '../../stores/desk.ts';
import { draftFor, type DraftStore } from '../../stores/draft-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { slotsStyles } from './slots.styles.ts';

/** The largest number of places left that is shown. */
const MAX_SHOWN_PLACES = 3;
/** Up to so many days are shown as buttons, more as a list. */
const MAX_DAY_BUTTONS = 7;

type Answered =
  { phase: 'loading' } | { phase: 'ready'; slots: Slots } | { phase: 'failed'; offline: boolean };

interface Day {
  name: string;
  slots: readonly Slot[];
}

/** A part of a day, with its slots. */
interface Part {
  id: PartId;
  slots: readonly Slot[];
}

/** The parts of a day, and the hour at which each ends. */
const PARTS = [
  ['night', 6],
  ['morning', 12],
  ['afternoon', 18],
  ['evening', 24],
] as const;
type PartId = (typeof PARTS)[number][0];

const isFull = ({ slots }: { slots: readonly Slot[] }): boolean => slots.every(({ left }) => !left);

/**
 * @summary The slots in which a callback can be booked: days, the parts of a day, the slots of
 *   that part, and how many places are left where those are few. Inside the callback form and the ticket.
 * @element hotline-slots
 * @fires hotline-choose-slot
 */
export class HotlineSlots extends HotlineElement {
  static override styles = [HotlineElement.styles, slotsStyles];
  static override properties: PropertyDeclarations = {
    answered: { state: true },
    day: { state: true },
    period: { state: true },
    chosen: { attribute: false },
  };

  /** Number of the last request. Answers to earlier ones are ignored. */
  private _request = 0;
  /** For whom and for which line the slots were loaded. */
  private _loadedFor: [ContactStore?, DraftStore?, string?] = [];

  /** When the answer arrived, epoch ms of the device. */
  private _answeredAt = 0;

  private answered: Answered = { phase: 'loading' };
  /** The name of the day that the member chose. */
  declare private day?: string | undefined;

  /** The part of the day that the member chose. */
  declare private period?: PartId | undefined;

  /** The chosen slot. */
  declare chosen?: Window | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this._retry);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this._retry);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { store, contact } = this;
    if (!store || !contact) return;
    const now = [store, draftFor(store), contact.line.id] as const;
    if (now.some((part, index) => part !== this._loadedFor[index])) {
      this._loadedFor = [...now];
      void this.refresh();
    }
  }

  /** The desk's time, epoch ms: the device's clock may be wrong. */
  private get _now(): number {
    const { answered, now } = this;
    return answered.phase === 'ready'
      ? Date.parse(answered.slots.asOf) + Math.max(0, now - this._answeredAt)
      : now;
  }

  private _days({ slots }: Slots, timeZone: string | undefined): Day[] {
    const days = new Map<string, Slot[]>();
    const { _now: now } = this;
    for (const slot of slots) {
      const name = formatDay(Date.parse(slot.from), now, this.language, timeZone);
      days.set(name, [...(days.get(name) ?? []), slot]);
    }
    return [...days].map(([name, slots]) => ({ name, slots }));
  }

  private _parts({ slots }: Day, timeZone: string | undefined): Part[] {
    const partOf = (slot: Slot) =>
      PARTS.find(
        ([, end]) => parseInt(formatTime(Date.parse(slot.from), this.language, timeZone)) < end,
      )?.[0];
    return PARTS.map(([id]) => ({
      id,
      slots: slots.filter((slot) => partOf(slot) === id),
    })).filter(({ slots }) => slots.length);
  }

  /** Which of the days or parts shows: the wanted, the chosen slot's, or else the first free. */
  private _shown<Choice extends { slots: readonly Slot[] }>(
    choices: readonly Choice[],
    isWanted: (choice: Choice) => boolean,
  ): Choice | undefined {
    return (
      choices.find(isWanted) ??
      choices.find(({ slots }) => slots.some(({ from }) => from === this.chosen?.from)) ??
      choices.find((choice) => !isFull(choice)) ??
      choices[0]
    );
  }

  private _choose(window: Window | undefined): void {
    this.dispatchEvent(new ChooseSlotEvent(window));
  }

  private _showDay(name: string): void {
    this.day = name;
    this.period = undefined;
  }

  private _retry = (): void => {
    if (this.answered.phase === 'failed') void this.refresh();
  };

  /** Loads the slots again. */
  async refresh(): Promise<void> {
    const { store } = this;
    if (!store) return;
    const request = ++this._request;
    if (this.answered.phase === 'failed') this.answered = { phase: 'loading' };
    const answer = await requestSlots(deskOf(store));
    if (request !== this._request) return;
    this._answeredAt = this.now;
    this.answered = answer.ok
      ? { phase: 'ready', slots: answer.value }
      : { phase: 'failed', offline: !store.effects.navigator.onLine };
    const { chosen } = this;
    if (
      answer.ok &&
      chosen &&
      !answer.value.slots.some(({ from, left }) => left > 0 && from === chosen.from)
    )
      this._choose(undefined);
  }

  /**
   * Loads the slots again and moves the focus to them, after the chosen one turned out to be taken.
   */
  renew(): void {
    void this.refresh();
    this.focus();
  }

  /** Focuses the chosen slot, or else the first free one. */
  override focus(): void {
    const { renderRoot } = this;
    (
      renderRoot.querySelector<HTMLElement>('.windows :checked') ??
      renderRoot.querySelector<HTMLElement>('.windows input:enabled, button')
    )?.focus();
  }

  protected override template(m: Messages): TemplateResult | typeof nothing {
    const { answered } = this;
    if (answered.phase === 'loading')
      return html`<p class="small" role="status">${m.slots.loading}</p>`;
    if (answered.phase === 'failed') {
      return html`<p class="hint bad" role="alert">
          ${icons.alert}<span>${answered.offline ? m.slots.offline : m.slots.failed}</span>
        </p>
        <button type="button" class="button outline" @click=${this._retry}>${m.retry}</button>`;
    }
    const { slots, asOf } = answered.slots;
    const timeZone = this.known(answered.slots.timeZone);
    if (!slots.length)
      return html`<p class="hint" role="status">${icons.alert}<span>${m.slots.none}</span></p>`;
    const days = this._days(answered.slots, timeZone);
    const day = this._shown(days, ({ name }) => name === this.day);
    if (!day) return nothing;
    const parts = this._parts(day, timeZone);
    const part = this._shown(parts, ({ id }) => id === this.period);
    const most = Math.max(...slots.map(({ left }) => left));
    return html`${this._zone(timeZone, asOf, m)} ${this._dayChoice(days, day, m)}
      ${parts.length > 1 ? this._partChoice(parts, part, m) : nothing}
      <fieldset class="windows">
        <legend>${m.slots.windows}</legend>
        <div class="grid">${part?.slots.map((slot) => this._slot(slot, timeZone, most, m))}</div>
      </fieldset>
      <p class="picked" role="status">${this._picked(slots, timeZone, m)}</p>`;
  }

  /** The chosen slot, which stays in view. */
  private _picked(slots: readonly Slot[], timeZone: string | undefined, m: Messages): string {
    const chosen = slots.find(({ from }) => from === this.chosen?.from);
    return chosen ? m.slots.picked(formatWindow(chosen, this._now, this.language, timeZone)) : '';
  }

  /** The time zone of the line, if its clock and that of the device differ. */
  private _zone(
    timeZone: string | undefined,
    asOf: string,
    m: Messages,
  ): TemplateResult | typeof nothing {
    const clock = { day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    const at = Date.parse(asOf);
    const { language } = this;
    if (sayAt(at, language, timeZone, clock) === sayAt(at, language, undefined, clock))
      return nothing;
    const name = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'long' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName');
    return html`<p class="small">${m.slots.zone(name?.value ?? timeZone ?? '')}</p>`;
  }

  private _dayChoice(days: readonly Day[], chosen: Day | undefined, m: Messages): TemplateResult {
    const words = (day: Day) => (isFull(day) ? `${day.name} · ${m.slots.full}` : day.name);
    if (days.length > MAX_DAY_BUTTONS) {
      return html`<label class="legend" for="day">${m.slots.days}</label>
        <select
          id="day"
          class="input"
          @change=${(event: Event) => this._showDay((event.target as HTMLSelectElement).value)}
        >
          ${days.map((day) => html`<option value=${day.name} .selected=${day === chosen}>${words(day)}</option>`)}
        </select>`;
    }
    return html`<fieldset>
      <legend>${m.slots.days}</legend>
      <div class="chips">
        ${days.map(
          (day) =>
            html`<label class="chip ${day === chosen ? 'on' : ''}"
              ><input
                type="radio"
                name="day"
                .checked=${day === chosen}
                @change=${() => this._showDay(day.name)}
              />${words(day)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private _partChoice(
    parts: readonly Part[],
    chosen: Part | undefined,
    m: Messages,
  ): TemplateResult {
    return html`<fieldset>
      <legend>${m.slots.part}</legend>
      <div class="chips">
        ${parts.map(
          (part) =>
            html`<label class="chip ${part === chosen ? 'on' : ''}"
              ><input
                type="radio"
                name="part"
                .checked=${part === chosen}
                @change=${() => (this.period = part.id)}
              />${m.slots.parts[part.id]}${isFull(part) ? ` · ${m.slots.full}` : ''}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private _slot(
    slot: Slot,
    timeZone: string | undefined,
    most: number,
    m: Messages,
  ): TemplateResult {
    const { from, to, left } = slot;
    const on = from === this.chosen?.from;
    const time = (instant: string) => formatTime(Date.parse(instant), this.language, timeZone);
    const rest =
      left === 0
        ? m.slots.full
        : // Where no slot has more, that is not worth a word.
          left <= MAX_SHOWN_PLACES && left < most
          ? m.slots.left(left)
          : '';
    return html`<label class="chip ${on ? 'on' : ''} ${left ? '' : 'full'}">
      <input
        type="radio"
        name="window"
        .checked=${on}
        ?disabled=${!left}
        @change=${() => this._choose({ from, to })}
      />
      <span
        ><span class="time">${time(from)}–${time(to)}</span
        >${rest ? html` <span class="rest">${rest}</span>` : nothing}</span
      >
    </label>`;
  }
}

export default HotlineSlots;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-slots': HotlineSlots;
  }
}
