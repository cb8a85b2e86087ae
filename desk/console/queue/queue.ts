import {
  VirtualizerController,
  defaultRangeExtractor,
  type VirtualItem,
} from '@tanstack/lit-virtual';
import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { guard } from 'lit/directives/guard.js';
import { createRef, ref, type Ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueRow } from '../../wire/queue.ts';
import type { StreamEvent } from '../../wire/stream.ts';
import type { TicketView } from '../../wire/ticket.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { FILTERS, filtered, withGhost, type Filter } from './filter.ts';
import { scrollPosition } from './scroll-position.ts';
import { queueRow } from './row.ts';
import { pathOf, ticketPath } from '../parts/paths.ts';
import { Shortcuts } from '../parts/shortcuts.ts';
import type { Changed } from '../connection/store.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { queueStyles } from './queue.styles.ts';
import { TakeNextEvent } from '../parts/requests.ts';

/** Estimated height of a row before it is measured, px: narrow and wide layout. */
const TALL = 112;
const FLAT = 68;
const NARROW = '(max-width: 719px)';

/**
 * @summary Live queue, earliest due first: time left, member and agent of each ticket.
 * @element desk-queue
 */
export class DeskQueue extends ConsoleElement {
  static override styles = [...consoleStyles, queueStyles];
  static override properties: PropertyDeclarations = {
    open: { attribute: false },
    filter: { state: true },
    active: { state: true },
    news: { state: true },
  };

  /** Number of the ticket open beside the queue; empty when none is. */
  open = '';

  private filter: Filter = 'all';
  /** Number of the ticket that keys act on. */
  private active = '';
  /** Announcement for screen readers. */
  private news = '';

  /** Rows of the list in their order. */
  private _shown: readonly QueueRow[] = [];
  private _known: Set<string> | undefined;
  /** Number of the ticket under the mouse; empty when none is. */
  private _under = '';
  /**
   * Filter and ticket numbers of the last arrangement: rows stay in place while this is unchanged.
   */
  private _order = '';
  /** Blank space above and below the rows (px) while the mouse keeps them in place. */
  private _above = 0;
  private _below = 0;
  private _scrollTo: number | undefined;
  private readonly _measured = new WeakSet<Element>();
  private readonly _list: Ref<HTMLElement> = createRef();
  private readonly _rows = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this._list.value ?? null,
    estimateSize: () => (matchMedia(NARROW).matches ? TALL : FLAT),
    overscan: 6,
    // The queue becomes narrower beside an open ticket, and all rows taller at once.
    useAnimationFrameWithResizeObserver: true,
  });

  constructor() {
    super();
    new Shortcuts(this, {
      j: () => this._move(1),
      k: () => this._move(-1),
      ArrowDown: (event) => this._isOwn(event) && this._move(1),
      ArrowUp: (event) => this._isOwn(event) && this._move(-1),
      c: () => this.active !== '' && !this._ticketHasFocus && void this._claim(this.active),
    });
  }

  /** Focuses the list with this ticket active. */
  focusList(number = this.active): void {
    this.active = number;
    this._list.value?.focus();
  }

  protected override deskChanged(changed: Changed, data: unknown): void {
    if (changed !== 'queue') return;
    const { number, nudged } = data as Extract<StreamEvent, { event: 'queue' }>['data'];
    if (nudged) this.news = this.t.queue.nudged(formatTicketNumber(number));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { context } = this;
    if (!context?.store.session) return;
    if (changed.has('open') && this.open) this.active = this.open;
    this._hearArrivals(context.store.rows, context.store.loaded);
    this._arrange();
  }

  protected override updated(): void {
    const list = this._list.value;
    if (!list) return;
    if (this._scrollTo !== undefined) list.scrollTop = this._scrollTo;
    this._scrollTo = undefined;
    // Measured once they are laid out; the virtualizer observes their size from then on.
    for (const row of list.querySelectorAll<HTMLElement>('.item')) {
      if (this._measured.has(row)) continue;
      this._measured.add(row);
      this._rows.getVirtualizer().measureElement(row);
    }
  }

  protected override template(t: Messages): TemplateResult {
    const { store } = this;
    const counts = (filter: Filter) =>
      filtered(store.rows, filter, this.session.me.id, store.now()).length;
    return html`<div class="head">
        <h1>${t.queue.title}</h1>
        <fieldset class="chips">
          <legend class="unseen">${t.queue.filters}</legend>
          ${FILTERS.map(
            (filter) =>
              html`<label class="chip ${filter === this.filter ? 'on' : ''}">
                <input
                  type="radio"
                  name="filter"
                  .checked=${filter === this.filter}
                  @change=${() => this._filter(filter)}
                />${t.queue.filter[filter]}&nbsp;<b class="figures">${counts(filter)}</b>
              </label>`,
          )}
        </fieldset>
        <button
          type="button"
          class="button"
          title="n"
          @click=${() => this.dispatchEvent(new TakeNextEvent())}
        >
          ${icons.phone}${t.queue.next}
        </button>
      </div>
      <p class="unseen" role="status">${this.news}</p>
      ${store.loaded ? this._body(t) : html`<div class="bones" role="status" aria-label=${t.common.loading}>${[1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}</div>`}`;
  }

  private _body(t: Messages): TemplateResult {
    const rows = this._rows.getVirtualizer();
    const items = rows.getVirtualItems();
    const empty = !this._shown.length;
    return html`${
        empty
          ? html`<div class="empty">
              ${icons.check}<strong>${t.queue.empty[this.filter]}</strong>
              <p>${t.queue.emptyWay[this.filter]}</p>
            </div>`
          : nothing
      }
      <div
        ${ref(this._list)}
        class="list"
        role="listbox"
        tabindex="0"
        ?hidden=${empty}
        aria-label=${t.queue.list(this._shown.length)}
        aria-activedescendant=${items.some(({ key }) => key === this.active) ? `t${this.active}` : nothing}
        @click=${this._press}
        @keydown=${this._key}
        @focus=${this._enter}
        @pointermove=${this._point}
        @pointerleave=${this._leaveList}
      >
        <div role="none" class="rows" .style=${`height:${rows.getTotalSize() + this._below}px`}>
          ${repeat(
            items,
            ({ key }) => key,
            (item) => this._row(item, t),
          )}
        </div>
      </div>`;
  }

  private _row({ index, start, key }: VirtualItem, t: Messages): TemplateResult | typeof nothing {
    const row = this._shown[index];
    if (!row) return nothing;
    const { session, language, store } = this;
    const now = store.now();
    const gone = !store.rows.some(({ number }) => number === row.number);
    const about = { session, language, t, now, gone };
    return html`<div
      id="t${key}"
      data-index=${index}
      data-number=${row.number}
      class="item ${row.number === this.active ? 'active' : ''} ${row.number === this.open ? 'open' : ''} ${gone ? 'gone' : ''}"
      role="option"
      aria-selected=${row.number === this.open}
      aria-posinset=${index + 1}
      aria-setsize=${this._shown.length}
      .style=${`transform:translateY(${start}px)`}
    >
      ${guard([row, Math.floor(now / 5_000), language, session, gone], () => queueRow(row, about))}
    </div>`;
  }

  /** Sorts the rows without moving the one under the mouse or with the focus. */
  private _arrange(): void {
    const { store, session } = this;
    const wanted = filtered(store.rows, this.filter, session.me.id, store.now());
    const shown = this._under ? withGhost(wanted, this._shown, this._under) : wanted;
    const pinned = this._under !== '';
    const order = `${this.filter} ${shown.map(({ number }) => number).join()}`;
    const stays = order === this._order && (pinned || !(this._above || this._below));
    const virtualizer = this._rows.getVirtualizer();
    const list = this._list.value;
    virtualizer.getVirtualItems();
    const before = virtualizer.measurementsCache;
    const held =
      this._under ||
      (list?.matches(':focus') ? this.active : '') ||
      (list?.scrollTop
        ? String(virtualizer.getVirtualItemForOffset(list.scrollTop)?.key ?? '')
        : '');
    const was =
      held && list
        ? before[this._shown.findIndex(({ number }) => number === held)]?.start
        : undefined;
    this._shown = shown;
    if (stays) return;
    this._order = order;
    this._options(0);
    virtualizer.getVirtualItems();
    const is =
      was === undefined
        ? undefined
        : virtualizer.measurementsCache[shown.findIndex(({ number }) => number === held)]?.start;
    let above = 0;
    this._below = 0;
    if (list && was !== undefined && is !== undefined) {
      const kept = scrollPosition({
        top: was - list.scrollTop,
        start: is,
        total: virtualizer.getTotalSize(),
        height: list.clientHeight,
        pinned,
      });
      above = kept.above;
      this._below = kept.below;
      if (Math.abs(kept.scroll - list.scrollTop) >= 1 || above !== this._above) {
        this._scrollTo = kept.scroll;
        // Renders the rows at the new scroll position at once.
        virtualizer.scrollOffset = kept.scroll;
      }
    }
    this._above = above;
    if (above) this._options(above);
    list?.classList.toggle('still', this._scrollTo !== undefined);
  }

  private _options(paddingStart: number): void {
    const shown = this._shown;
    const virtualizer = this._rows.getVirtualizer();
    virtualizer.setOptions({
      ...virtualizer.options,
      count: shown.length,
      paddingStart,
      getItemKey: (index) => shown[index]?.number ?? index,
      // The active row is always rendered, for screen readers.
      rangeExtractor: (range) => {
        const indexes = defaultRangeExtractor(range);
        const active = shown.findIndex(({ number }) => number === this.active);
        return active < 0 || indexes.includes(active)
          ? indexes
          : [...indexes, active].sort((a, b) => a - b);
      },
    });
  }

  private _hearArrivals(rows: readonly QueueRow[], loaded: boolean): void {
    if (!loaded) return;
    const known = this._known;
    const numbers = rows.map(({ number }) => number);
    if (known) {
      const arrived = numbers.filter((number) => !known.has(number)).length;
      if (arrived) this.news = this.t.queue.arrived(arrived);
    }
    this._known = new Set(numbers);
  }

  private _filter(filter: Filter): void {
    this.filter = filter;
    this._under = '';
  }

  private _open(number: string): void {
    this.active = number;
    this.go(ticketPath(number), this.open !== '');
  }

  private _move(by: number): void {
    const at = this._shown.findIndex(({ number }) => number === this.active);
    this._activate(at < 0 ? (by > 0 ? 0 : this._shown.length - 1) : at + by);
  }

  private _activate(index: number): void {
    const at = Math.max(0, Math.min(this._shown.length - 1, index));
    const row = this._shown[at];
    if (!row) return;
    this.active = row.number;
    this._under = '';
    this._list.value?.focus({ preventScroll: true });
    this._rows.getVirtualizer().scrollToIndex(at, { align: 'auto' });
  }

  private readonly _key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this._shown.findIndex(({ number }) => number === this.active);
    const page = Math.max(1, Math.floor((this._list.value?.clientHeight ?? FLAT) / FLAT) - 1);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: this._shown.length - 1,
      PageDown: at + page,
      PageUp: at - page,
    }[event.key];
    if (to !== undefined) this._activate(to);
    else if ((event.key === 'Enter' || event.key === ' ') && this.active) this._open(this.active);
    else if (event.key === 'Escape' && this.open) this.go(pathOf('queue'));
    else return;
    event.preventDefault();
  };

  /** When the list gets the focus, a row becomes active: the previous one or the first. */
  private readonly _enter = (): void => {
    if (!this._shown.some(({ number }) => number === this.active))
      this.active = this._shown[0]?.number ?? '';
  };

  private readonly _point = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this._under = numberAt(event);
  };

  private readonly _press = (event: Event): void => {
    const number = numberAt(event);
    if (this.store.rows.some((row) => row.number === number)) this._open(number);
  };

  private readonly _leaveList = (): void => {
    this._under = '';
    this.requestUpdate();
  };

  /** Whether a key event came from the page itself, not from an element that handles arrows. */
  private _isOwn(event: Event): boolean {
    const [target] = event.composedPath();
    return target === document.body || target === document.documentElement;
  }

  private get _ticketHasFocus(): boolean {
    return this.nextElementSibling?.matches(':focus-within') ?? false;
  }

  private async _claim(number: string): Promise<void> {
    try {
      const { row } = await this.api.post<TicketView>(`/tickets/${number}/claim`);
      this.store.take(row);
      this.announce(this.t.queue.claimed);
      this._open(number);
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }
}

/** Ticket number of the row that an event came from; empty outside rows. */
const numberAt = (event: Event): string =>
  event
    .composedPath()
    .find(
      (target): target is HTMLElement =>
        target instanceof HTMLElement && target.dataset['number'] !== undefined,
    )?.dataset['number'] ?? '';

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue': DeskQueue;
  }
}
