import {
  VirtualizerController,
  defaultRangeExtractor,
  type VirtualItem,
} from '@tanstack/lit-virtual';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { QueueRow } from '../../wire/queue.ts';
import { withGhost } from './filter.ts';
import { scrollPosition } from './scroll-position.ts';

/** Estimated height of a row before it is measured, px. */
const NARROW_ROW_HEIGHT = 132;
export const ROW_HEIGHT = 68;
const NARROW = '(max-width: 719px)';

/** What decides which row must stay in place. */
interface Hold {
  /** Number of the ticket under the mouse; empty when none is. Its row stays exactly in place. */
  under: string;
  /** Number of the ticket that keys act on. */
  active: string;
}

/**
 * Rows of a virtualized list. When their order changes, the row under the mouse, the active row of a
 * focused list, or else the first visible row stays in place.
 */
export class SteadyRows implements ReactiveController {
  /** Rows of the list in their order. */
  rows: readonly QueueRow[] = [];

  /**
   * Filter and ticket numbers of the last arrangement: rows stay in place while this is unchanged.
   */
  private _order = '';
  /** Blank space above and below the rows (px) while the mouse keeps them in place. */
  private _above = 0;
  private _below = 0;
  private _active = '';
  private _scrollTo: number | undefined;
  private readonly _measured = new WeakSet<Element>();
  private readonly _controller: VirtualizerController<HTMLElement, HTMLElement>;

  constructor(
    host: ReactiveControllerHost,
    private readonly _list: () => HTMLElement | undefined,
  ) {
    this._controller = new VirtualizerController<HTMLElement, HTMLElement>(host, {
      count: 0,
      getScrollElement: () => this._list() ?? null,
      estimateSize: () => (matchMedia(NARROW).matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT),
      overscan: 6,
      // The queue becomes narrower beside an open ticket, and all rows taller at once.
      useAnimationFrameWithResizeObserver: true,
    });
    host.addController(this);
  }

  hostUpdated(): void {
    const list = this._list();
    if (!list) return;
    if (this._scrollTo !== undefined) list.scrollTop = this._scrollTo;
    this._scrollTo = undefined;
    // Measured once they are laid out; the virtualizer observes their size from then on.
    for (const row of list.querySelectorAll<HTMLElement>('.item')) {
      if (this._measured.has(row)) continue;
      this._measured.add(row);
      this._virtualizer.measureElement(row);
    }
  }

  /** The rows to render, with their distance from the top. */
  get items(): VirtualItem[] {
    return this._virtualizer.getVirtualItems();
  }

  /** Height of all rows and the blank space around them, px. */
  get height(): number {
    return this._virtualizer.getTotalSize() + this._below;
  }

  indexOf(number: string): number {
    return this.rows.findIndex((row) => row.number === number);
  }

  scrollTo(index: number): void {
    this._virtualizer.scrollToIndex(index, { align: 'auto' });
  }

  /** Shows these rows. `filter` is the name of the filter that they passed. */
  arrange(wanted: readonly QueueRow[], filter: string, { under, active }: Hold): void {
    this._active = active;
    const rows = under ? withGhost(wanted, this.rows, under) : wanted;
    const pinned = under !== '';
    const order = `${filter} ${rows.map(({ number }) => number).join()}`;
    const stays = order === this._order && (pinned || !(this._above || this._below));
    const virtualizer = this._virtualizer;
    virtualizer.getVirtualItems();
    const held = this._held(under);
    const was = this._startOf(held);
    this.rows = rows;
    if (stays) return;
    this._order = order;
    this._setOptions(0);
    virtualizer.getVirtualItems();
    const list = this._list();
    const is = was === undefined ? undefined : this._startOf(held);
    let above = 0;
    this._below = 0;
    if (list && was !== undefined && is !== undefined)
      above = this._keepInPlace(list, was, is, pinned);
    this._above = above;
    if (above) this._setOptions(above);
    list?.classList.toggle('still', this._scrollTo !== undefined);
  }

  private get _virtualizer() {
    return this._controller.getVirtualizer();
  }

  /** Number of the ticket whose row stays in place. */
  private _held(under: string): string {
    const list = this._list();
    if (under) return under;
    if (list?.matches(':focus') && this._active) return this._active;
    if (!list?.scrollTop) return '';
    return String(this._virtualizer.getVirtualItemForOffset(list.scrollTop)?.key ?? '');
  }

  /** Distance of a row from the top of the list, px; undefined when it has no such row. */
  private _startOf(number: string): number | undefined {
    if (!number || !this._list()) return undefined;
    return this._virtualizer.measurementsCache[this.indexOf(number)]?.start;
  }

  /** Scrolls so that a row that moved from `was` to `is` stays in place. Returns the space above. */
  private _keepInPlace(list: HTMLElement, was: number, is: number, pinned: boolean): number {
    const virtualizer = this._virtualizer;
    const { scroll, above, below } = scrollPosition({
      top: was - list.scrollTop,
      start: is,
      total: virtualizer.getTotalSize(),
      height: list.clientHeight,
      pinned,
    });
    this._below = below;
    if (Math.abs(scroll - list.scrollTop) >= 1 || above !== this._above) {
      this._scrollTo = scroll;
      // Renders the rows at the new scroll position at once.
      virtualizer.scrollOffset = scroll;
    }
    return above;
  }

  private _setOptions(paddingStart: number): void {
    const { rows } = this;
    const virtualizer = this._virtualizer;
    virtualizer.setOptions({
      ...virtualizer.options,
      count: rows.length,
      paddingStart,
      getItemKey: (index) => rows[index]?.number ?? index,
      // The active row is always rendered, for screen readers.
      rangeExtractor: (range) => {
        const indexes = defaultRangeExtractor(range);
        const active = rows.findIndex(({ number }) => number === this._active);
        return active < 0 || indexes.includes(active)
          ? indexes
          : [...indexes, active].sort((a, b) => a - b);
      },
    });
  }
}
