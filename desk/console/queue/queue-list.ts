import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { VirtualItem } from '@tanstack/lit-virtual';
import { guard } from 'lit/directives/guard.js';
import { createRef, ref, type Ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { isComposing } from '../parts/composing.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { pathOf, ticketPath } from '../parts/paths.ts';
import { Shortcuts } from '../parts/shortcuts.ts';
import { filtered, type Filter } from './filter.ts';
import { queueListStyles } from './queue-list.styles.ts';
import { queueRow } from './row.ts';
import { ROW_HEIGHT, SteadyRows } from './steady-rows.ts';

/**
 * @summary List of the tickets that pass a filter, moved through with mouse or keyboard.
 * @element desk-queue-list
 */
export class DeskQueueList extends ConsoleElement {
  static override styles = [...consoleStyles, queueListStyles];
  static override properties: PropertyDeclarations = {
    filter: { attribute: false },
    open: { attribute: false },
    active: { attribute: false },
  };

  /** Number of the ticket under the mouse; empty when none is. */
  private _under = '';
  private readonly _list: Ref<HTMLElement> = createRef();
  private readonly _rows = new SteadyRows(this, () => this._list.value);

  /** Which tickets are shown. */
  filter: Filter = 'all';
  /** Number of the ticket open beside the list; empty when none is. */
  open = '';
  /** Number of the ticket that keys act on; empty when none is. */
  active = '';

  constructor() {
    super();
    new Shortcuts(this, {
      j: () => this._move(1),
      k: () => this._move(-1),
      ArrowDown: (event) => isFromPage(event) && this._move(1),
      ArrowUp: (event) => isFromPage(event) && this._move(-1),
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.context?.store.session) return;
    if (changed.has('open') && this.open) this.active = this.open;
    if (changed.has('filter')) this._under = '';
    const { store, filter, session } = this;
    this._rows.arrange(filtered(store.rows, filter, session.me.id, store.now()), filter, {
      under: this._under,
      active: this.active,
    });
  }

  private _open(number: string): void {
    this.active = number;
    this.go(ticketPath(number), this.open !== '');
  }

  private _move(by: number): void {
    const at = this._rows.indexOf(this.active);
    this._activate(at < 0 ? (by > 0 ? 0 : this._rows.rows.length - 1) : at + by);
  }

  private _activate(index: number): void {
    const { rows } = this._rows;
    const at = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[at];
    if (!row) return;
    this.active = row.number;
    this._under = '';
    this._list.value?.focus({ preventScroll: true });
    this._rows.scrollTo(at);
  }

  private readonly _key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
    const at = this._rows.indexOf(this.active);
    const height = this._list.value?.clientHeight ?? ROW_HEIGHT;
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: this._rows.rows.length - 1,
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
    if (this._rows.indexOf(this.active) < 0) this.active = this._rows.rows[0]?.number ?? '';
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

  /** Focuses the list. Its active row is the one that keys act on. */
  override focus(): void {
    this._list.value?.focus();
  }

  protected override template(t: Messages): TemplateResult {
    const { items, rows, height } = this._rows;
    const isEmpty = !rows.length && this.store.complete;
    return html`${
        isEmpty
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
        ?hidden=${isEmpty}
        aria-label=${t.queue.list(rows.length)}
        aria-activedescendant=${items.some(({ key }) => key === this.active) ? `t${this.active}` : nothing}
        @click=${this._press}
        @keydown=${this._key}
        @focus=${this._enter}
        @pointermove=${this._point}
        @pointerleave=${this._leaveList}
      >
        <div role="none" class="rows" .style=${`height:${height}px`}>
          ${repeat(
            items,
            ({ key }) => key,
            (item) => this._item(item),
          )}
        </div>
      </div>`;
  }

  private _item({ index, start, key }: VirtualItem): TemplateResult | typeof nothing {
    const row = this._rows.rows[index];
    const { context } = this;
    if (!row || !context) return nothing;
    const { session, language, store } = this;
    const alike = store.alike.get(key as string);
    const isGone = !store.rows.some(({ number }) => number === row.number);
    const states = [
      row.number === this.active && 'active',
      row.number === this.open && 'open',
      isGone && 'gone',
    ];
    return html`<div
      id="t${key}"
      data-index=${index}
      data-number=${row.number}
      class="item ${states.filter(Boolean).join(' ')}"
      role="option"
      aria-selected=${row.number === this.open}
      aria-posinset=${index + 1}
      aria-setsize=${store.complete ? this._rows.rows.length : -1}
      .style=${`transform:translateY(${start}px)`}
    >
      ${guard([row, Math.floor(store.now() / 5_000), language, session, isGone, alike?.member, alike?.order], () => queueRow(row, context, isGone, alike))}
    </div>`;
  }
}

/** Whether a key event came from the page itself, not from an element that handles arrows. */
const isFromPage = (event: Event): boolean => {
  const [target] = event.composedPath();
  return target === document.body || target === document.documentElement;
};

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
    'desk-queue-list': DeskQueueList;
  }
}
