import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { QueueRow } from '../../wire/queue.ts';
import type { StreamEvent } from '../../wire/stream.ts';
import type { TicketView } from '../../wire/ticket.ts';
import type { Changed } from '../connection/store.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { ticketPath } from '../parts/paths.ts';
import { TakeNextEvent } from '../parts/requests.ts';
import { Shortcuts } from '../parts/shortcuts.ts';
import { FILTERS, filtered, type Filter } from './filter.ts';
import type { DeskQueueList } from './queue-list.ts';
import { queueStyles } from './queue.styles.ts';

/** What screen readers announce. */
type News =
  | { kind: 'none' }
  /** Number of new tickets. */
  | { kind: 'arrived'; count: number }
  /** Number of the ticket whose member asked to hurry. */
  | { kind: 'nudged' | 'ready'; number: string };

/**
 * @summary Live queue, earliest due first: time left, member and agent of each ticket.
 * @element desk-queue
 * @fires console-take-next - The agent asks for the next ticket.
 */
export class DeskQueue extends ConsoleElement {
  static override styles = [...consoleStyles, queueStyles];
  static override properties: PropertyDeclarations = {
    open: { attribute: false },
    filter: { state: true },
    news: { state: true },
  };

  /** Tickets that were in the queue before; undefined until it is loaded. */
  private _known: Set<string> | undefined;

  private filter: Filter = 'all';
  private news: News = { kind: 'none' };

  /** Number of the ticket open beside the queue; empty when none is. */
  open = '';

  constructor() {
    super();
    new Shortcuts(this, {
      c: () => {
        const number = this._list?.active;
        if (!number || this._ticketHasFocus) return false;
        void this._claim(number);
        return true;
      },
    });
  }

  protected override deskChanged(changed: Changed, data: unknown): void {
    if (changed !== 'queue') return;
    const { number, nudged, row } = data as Extract<StreamEvent, { event: 'queue' }>['data'];
    if (nudged) this.news = { kind: row?.ready ? 'ready' : 'nudged', number };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { context } = this;
    if (context?.store.session && context.store.complete) this._hearArrivals(context.store.rows);
  }

  private get _list(): DeskQueueList | null {
    return this.renderRoot.querySelector('desk-queue-list');
  }

  private get _ticketHasFocus(): boolean {
    return this.nextElementSibling?.matches(':focus-within') ?? false;
  }

  private _hearArrivals(rows: readonly QueueRow[]): void {
    const known = this._known;
    const numbers = rows.map(({ number }) => number);
    const count = known ? numbers.filter((number) => !known.has(number)).length : 0;
    if (count) this.news = { kind: 'arrived', count };
    this._known = new Set(numbers);
  }

  private async _claim(number: string): Promise<void> {
    try {
      const { row } = await this.api.post<TicketView>(`/tickets/${number}/claim`);
      this.store.take(row);
      this.announce(this.t.queue.claimed);
      this.go(ticketPath(number), this.open !== '');
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }

  private _newsWords({ queue }: Messages): string {
    const { news } = this;
    switch (news.kind) {
      case 'none':
        return '';
      case 'arrived':
        return queue.arrived(news.count);
      case 'nudged':
      case 'ready':
        return queue[news.kind](formatTicketNumber(news.number));
    }
  }

  /** Focuses the list with this ticket active. */
  async focusList(number: string): Promise<void> {
    await this.updateComplete;
    const list = this._list;
    if (!list) return;
    list.active = number;
    await list.updateComplete;
    list.focus();
  }

  protected override template(t: Messages): TemplateResult {
    const { store, filter, session } = this;
    return html`<div class="head">
        <h1>${t.queue.title}</h1>
        ${session.me.lines ? html`<span class="small">${t.queue.ofLines(session.me.lines.map((id) => this.lineName(id)).join(t.common.listOf))}</span>` : nothing}
        <fieldset class="chips">
          <legend class="unseen">${t.queue.filters}</legend>
          ${FILTERS.map((one) => this._chip(one, t))}
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
      <p class="unseen" role="status">${this._newsWords(t)}</p>
      ${
        store.loaded
          ? html`<desk-queue-list
              .context=${this.context}
              .filter=${filter}
              .open=${this.open}
            ></desk-queue-list>`
          : html`<div class="bones" role="status" aria-label=${t.common.loading}>
              ${[1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}
            </div>`
      }`;
  }

  private _chip(filter: Filter, t: Messages): TemplateResult {
    const { store, session } = this;
    const count = filtered(store.rows, filter, session.me.id, store.now()).length;
    const isOn = filter === this.filter;
    return html`<label class="chip ${isOn ? 'on' : ''}">
      <input
        type="radio"
        name="filter"
        .checked=${isOn}
        @change=${() => (this.filter = filter)}
      />${t.queue.filter[filter]}&nbsp;<b class="figures">${count}</b>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue': DeskQueue;
  }
}
