import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { Slot, Slots, Window } from '../../contract/slots.ts';
import { ChooseSlotEvent } from '../../events/choose-slot.ts';
import { formatDay, formatTime } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { askSlots } from '../../desk-client/ask-slots.ts';
import type { ContactStore } from '../../stores/contact-store.ts';
import { HotlineElement } from '../hotline-element.ts';
import { icons } from '../parts/icons.ts';
import { slotsStyles } from './slots.styles.ts';

/** So many places left, and it is said. */
const FEW = 3;
/** More days than this are a list to choose from instead of buttons. */
const BUTTONS = 7;

type Answered =
  { phase: 'loading' } | { phase: 'ready'; slots: Slots } | { phase: 'failed'; offline: boolean };

interface Day {
  name: string;
  windows: readonly Slot[];
}

/**
 * @summary The windows in which a callback can be booked: days, and the windows of a day, with what is left of them. Inside the form and the ticket.
 * @element hotline-slots
 */
export class HotlineSlots extends HotlineElement {
  static override styles = [HotlineElement.styles, slotsStyles];
  static override properties: PropertyDeclarations = {
    answered: { state: true },
    day: { state: true },
    chosen: { attribute: false },
  };

  private answered: Answered = { phase: 'loading' };
  declare private day?: string | undefined;

  /** The window that is chosen. */
  declare chosen?: Window | undefined;

  private _round = 0;
  /** The store whose desk was asked. */
  private _asked: ContactStore | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this._again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this._again);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.store !== this._asked) void this.refresh();
  }

  /** Asks the desk anew; a later answer wins over an earlier one's. */
  async refresh(): Promise<void> {
    const { store } = this;
    this._asked = store;
    if (!store) return;
    const round = ++this._round;
    if (this.answered.phase === 'failed') this.answered = { phase: 'loading' };
    const answer = await askSlots(store);
    if (round !== this._round) return;
    this.answered = answer.ok
      ? { phase: 'ready', slots: answer.value }
      : { phase: 'failed', offline: !navigator.onLine };
    const { chosen } = this;
    if (
      answer.ok &&
      chosen &&
      !answer.value.slots.some(({ from, left }) => left > 0 && from === chosen.from)
    )
      this._choose(undefined);
  }

  /** What was chosen is not to be had: asks what is, and leads there. */
  renew(): void {
    void this.refresh();
    this.focus();
  }

  /** To what is chosen, or to what can be. */
  override focus(): void {
    const { renderRoot } = this;
    (
      renderRoot.querySelector<HTMLElement>('.windows :checked') ??
      renderRoot.querySelector<HTMLElement>('.windows input:enabled, button')
    )?.focus();
  }

  protected override template(m: Messages): TemplateResult {
    const { answered } = this;
    if (answered.phase === 'loading')
      return html`<p class="small" role="status">${m.slots.loading}</p>`;
    if (answered.phase === 'failed') {
      return html`<p class="hint bad" role="alert">
          ${icons.alert}<span>${answered.offline ? m.slots.offline : m.slots.failed}</span>
        </p>
        <button type="button" class="button outline" @click=${this._again}>${m.retry}</button>`;
    }
    const { slots, timeZone, asOf } = answered.slots;
    if (!slots.length)
      return html`<p class="hint" role="status">${icons.alert}<span>${m.slots.none}</span></p>`;
    const days = this._days(answered.slots);
    const day =
      days.find(({ name }) => name === this.day) ??
      days.find(({ windows }) => windows.some(({ from }) => from === this.chosen?.from)) ??
      days.find(({ windows }) => windows.some(({ left }) => left)) ??
      days[0];
    return html`${this._zone(timeZone, asOf, m)} ${this._dayChoice(days, day, m)}
      <fieldset class="windows">
        <legend>${m.slots.windows}</legend>
        <div class="grid">${day?.windows.map((slot) => this._window(slot, timeZone, m))}</div>
      </fieldset>`;
  }

  /** The line's own zone, where its clock and the member's differ. */
  private _zone(timeZone: string, asOf: string, m: Messages): TemplateResult | typeof nothing {
    const say = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(this.spokenLanguage, options);
    const clock = { day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    const at = Date.parse(asOf);
    if (say({ ...clock, timeZone }).format(at) === say(clock).format(at)) return nothing;
    const name = say({ timeZone, timeZoneName: 'long' })
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName');
    return html`<p class="small">${m.slots.zone(name?.value ?? timeZone)}</p>`;
  }

  private _days({ slots, timeZone }: Slots): Day[] {
    const days = new Map<string, Slot[]>();
    const now = Date.now();
    for (const slot of slots) {
      const name = formatDay(Date.parse(slot.from), now, this.spokenLanguage, timeZone);
      days.set(name, [...(days.get(name) ?? []), slot]);
    }
    return [...days].map(([name, windows]) => ({ name, windows }));
  }

  private _dayChoice(days: readonly Day[], chosen: Day | undefined, m: Messages): TemplateResult {
    const full = ({ windows }: Day) => windows.every(({ left }) => !left);
    const words = (day: Day) => (full(day) ? `${day.name} · ${m.slots.full}` : day.name);
    if (days.length > BUTTONS) {
      return html`<label class="legend" for="day">${m.slots.days}</label>
        <select
          id="day"
          class="input"
          @change=${(event: Event) => (this.day = (event.target as HTMLSelectElement).value)}
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
                @change=${() => (this.day = day.name)}
              />${words(day)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private _window(slot: Slot, timeZone: string, m: Messages): TemplateResult {
    const { from, to, left } = slot;
    const on = from === this.chosen?.from;
    const time = (instant: string) =>
      formatTime(Date.parse(instant), this.spokenLanguage, timeZone);
    const rest = left === 0 ? m.slots.full : left <= FEW ? m.slots.left(left) : '';
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

  private _choose(window: Window | undefined): void {
    this.dispatchEvent(new ChooseSlotEvent(window));
  }

  private _again = (): void => {
    if (this.answered.phase === 'failed') void this.refresh();
  };
}

export default HotlineSlots;

declare global {
  interface HTMLElementTagNameMap {
    'hotline-slots': HotlineSlots;
  }
}
