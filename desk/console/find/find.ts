import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { FindView } from '../../wire/find.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pathOf, ticketPath } from '../parts/paths.ts';
import { TakeCallEvent } from '../parts/requests.ts';
import { pageStyles } from '../parts/page.styles.ts';
import { tierBadge } from '../parts/tier-badge.ts';
import { readQuery } from './find-query.ts';
import { findStyles } from './find.styles.ts';
import { Loaded } from '../parts/loaded.ts';
import { renderLoaded } from '../parts/render-loaded.ts';

type Brief = NonNullable<FindView['brief']>;

/**
 * @summary Finds tickets by number, order or phone, and briefs by code.
 * @element desk-find
 * @fires console-take-call - The agent takes the call of the member whose code was found.
 */
export class DeskFind extends ConsoleElement {
  static override styles = [...pageStyles, findStyles];
  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    typed: { state: true },
  };

  /** Query of the latest request. */
  private _asked = '';
  private readonly _found = new Loaded(this, () =>
    this.api.get<FindView>(`/find?q=${encodeURIComponent(this._asked)}`),
  );

  private typed = '';

  /** Query of the current URL. */
  declare query?: URLSearchParams;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('query') || !this.context) return;
    const q = this.query?.get('q') ?? '';
    if (q !== this.typed) this.typed = q;
    this._ask();
  }

  protected override arrived(): void {
    // Later, because the shell first moves the focus to the page.
    setTimeout(() => this.renderRoot.querySelector<HTMLElement>('input')?.focus());
  }

  protected override deskChanged(changed: string, data: unknown): void {
    const { value } = this._found;
    if (changed !== 'queue' || !value) return;
    const { number, row } = data as { number?: string; row?: QueueRow | null };
    if (!value.tickets.some((ticket) => ticket.number === number)) return;
    // Every search is recorded in the audit log: search again only when the stream sends no row.
    if (row)
      this._found.put({
        ...value,
        tickets: value.tickets.map((ticket) => (ticket.number === number ? row : ticket)),
      });
    else this._found.askSoon();
  }

  private readonly _type = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
  };

  private readonly _submit = (event: Event): void => {
    event.preventDefault();
    const q = this.typed.trim();
    const path = pathOf('find', q ? { q } : {});
    if (q === (this.query?.get('q') ?? '')) this._ask();
    else this.go(path, true);
  };

  private _ask(): void {
    const query = readQuery(this.typed);
    const asked = 'value' in query ? query.value : '';
    if (asked !== this._asked) this._found.put(undefined);
    this._asked = asked;
    if (asked) void this._found.ask();
  }

  protected override template(t: Messages): TemplateResult {
    const { typed } = this;
    const query = readQuery(typed);
    const words = t.find.understood[query.kind as 'short'] as
      string | ((value: string) => string) | undefined;
    const shown =
      'value' in query && query.kind === 'ticket'
        ? formatTicketNumber(query.value)
        : 'value' in query
          ? query.value
          : '';
    return html`<h1>${t.find.title}</h1>
      <form class="ask" role="search" @submit=${this._submit}>
        <label for="q">${t.find.field}</label>
        <div class="row">
          <input
            id="q"
            class="input"
            name="q"
            type="search"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="search"
            aria-describedby="understood"
            .value=${typed}
            @input=${this._type}
          />
          <button class="button">${icons.find}${t.find.submit}</button>
        </div>
        <p id="understood" class="small understood" role="status">
          ${typeof words === 'function' ? words(shown) : words}
        </p>
      </form>
      ${this._asked ? renderLoaded(this._found, t, (found) => this._answer(found, t)) : this._ways(t)}`;
  }

  private _answer({ tickets, brief }: FindView, t: Messages): TemplateResult {
    const nothingFound = !tickets.length && !brief;
    return html`<p class="unseen" role="status">
        ${nothingFound ? t.find.nothing(this.typed) : [brief && t.find.brief, t.find.found(tickets.length)].filter(Boolean).join(t.common.comma)}
      </p>
      ${brief ? this._brief(brief, t) : nothing}
      ${
        tickets.length
          ? html`<ul class="card results" aria-label=${t.find.found(tickets.length)}>
              ${tickets.map((row) => html`<li>${this._row(row, t)}</li>`)}
            </ul>`
          : nothing
      }
      ${
        nothingFound
          ? html`<div class="card empty">
                ${icons.find}<strong>${t.find.nothing(this.typed)}</strong>
              </div>
              ${this._ways(t)}`
          : nothing
      }`;
  }

  private _row(row: QueueRow, t: Messages): TemplateResult {
    return html`<a class="result" href=${ticketPath(row.number)}>
      <span class="number" translate="no">${formatTicketNumber(row.number)}</span>
      <span class="row what"
        >${tierBadge(this.session, row.tier, this.language)}<span
          >${row.topic ? this.topicName(row.topic) : t.common.noTopic}</span
        ><span class="small figures"
          >${row.name === null ? nothing : html`<b translate="no">${row.name}</b> · `}<span
            translate="no"
            >${row.phone}</span
          >
          · ${this.when(row.createdAt)}</span
        ></span
      >
      <span class="badge ${row.status === 'solved' ? 'ok' : row.status === 'waiting' ? 'warn' : ''}"
        >${t.common.status[row.status]}</span
      >
      ${icons.next}
    </a>`;
  }

  private _brief(
    { createdAt, member, line, topic, orderNumber, occurredAt, note, ticket }: Brief,
    t: Messages,
  ): TemplateResult {
    const facts: [string, TemplateResult | string | null][] = [
      [t.find.member, member],
      [t.find.line, this.lineName(line)],
      [t.find.topic, topic && this.topicName(topic)],
      [
        t.find.order,
        orderNumber &&
          // The build drops a line break between tags, so the space is a value.
          html`<span class="number" translate="no">${orderNumber}</span>${' '}<button
              type="button"
              class="link"
              @click=${() => this.copy(orderNumber)}
            >
              ${t.find.copyOrder}
            </button>`,
      ],
      [t.find.occurredAt, occurredAt === null ? null : this.when(occurredAt)],
      [t.find.note, note && html`<span class="words">${note}</span>`],
    ];
    return html`<section class="card" aria-labelledby="brief">
      <div class="row spread">
        <h2 id="brief">${t.find.brief}</h2>
        <span class="small">${t.find.left(this.when(createdAt))}</span>
      </div>
      ${
        ticket === null
          ? html`<button
              type="button"
              class="button"
              title="a"
              @click=${() => this.dispatchEvent(new TakeCallEvent(this._asked))}
            >
              ${icons.phone}${t.call.take}
            </button>`
          : html`<p>
              ${t.find.usedBy}
              <a class="link figures" href=${ticketPath(ticket)} translate="no"
                >${formatTicketNumber(ticket)}</a
              >
            </p>`
      }
      <dl class="facts">
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value || html`<span class="quiet-words">${t.find.notLeft}</span>`}</dd>`,
        )}
      </dl>
    </section>`;
  }

  private _ways(t: Messages): TemplateResult {
    return html`<section class="card" aria-labelledby="ways">
      <h2 id="ways">${t.find.ways}</h2>
      <dl class="ways">
        ${Object.values(t.find.way).map(
          ([name, how]) =>
            html`<dt>${name}</dt>
              <dd>${how}</dd>`,
        )}
      </dl>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-find': DeskFind;
  }
}
