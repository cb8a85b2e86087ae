import {
  html,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import type { AuditView } from '../../wire/audit.ts';
import { normalizeTicketNumber } from '../../../src/core/ticket-number.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { formatTicketNumber } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pathOf, ticketPath } from '../parts/paths.ts';
import { pageStyles } from '../parts/page.styles.ts';
import { auditStyles } from './audit.styles.ts';
import { Loaded } from '../parts/loaded.ts';
import { renderError, renderLoaded } from '../parts/render-loaded.ts';

type Entry = AuditView['entries'][number];

/** Actors without an account. */
const NOBODY = ['desk', 'member'] as const;

/**
 * @summary Who did what, when, to which ticket; newest first.
 * @element desk-audit
 */
export class DeskAudit extends ConsoleElement {
  static override styles = [...pageStyles, auditStyles];
  static override properties: PropertyDeclarations = {
    query: { attribute: false },
    wrong: { state: true },
  };

  private readonly _first = new Loaded(this, () => this._page());
  /** Pages after the first. */
  private _earlier: AuditView[] = [];
  private readonly _next = new Loaded(this, async () => {
    const page = await this._page(this._pages[this._pages.length - 1]?.next);
    this._earlier = [...this._earlier, page];
    return page;
  });

  private wrong = false;

  /** Query of the current URL: `actor`, `ticket`. */
  declare query?: URLSearchParams;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!changed.has('query') || !this.context) return;
    this._earlier = [];
    this._first.put(undefined);
    this._next.put(undefined);
    void this._first.ask();
  }

  /** Name of an id in the detail; any other text unchanged. */
  private _detail(detail: string, t: Messages): string {
    const [line = '', ...rest] = detail.split(' ');
    return (
      this.session.agents[detail] ??
      t.audit.details[detail] ??
      // "service 2026-11-22 09:00–18:00": hours of a line.
      [this.lineName(line), ...rest].join(' ')
    );
  }

  private get _filter(): { actor: string; ticket: string } {
    return { actor: this.query?.get('actor') ?? '', ticket: this.query?.get('ticket') ?? '' };
  }

  private get _pages(): AuditView[] {
    return this._first.value ? [this._first.value, ...this._earlier] : [];
  }

  private _page(before?: string): Promise<AuditView> {
    const { actor, ticket } = this._filter;
    const search = new URLSearchParams({
      ...(actor && { actor }),
      ...(ticket && { ticket }),
      ...(before && { before }),
    }).toString();
    return this.api.get<AuditView>(`/audit${search && `?${search}`}`);
  }

  private readonly _apply = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const typed = (form.get('ticket') as string).trim();
    const ticket = normalizeTicketNumber(typed);
    const actor = form.get('actor') as string;
    this.wrong = Boolean(typed) && !ticket;
    if (this.wrong) this.renderRoot.querySelector<HTMLElement>('#ticket')?.focus();
    else this.go(pathOf('audit', { ...(actor && { actor }), ...(ticket && { ticket }) }), true);
  };

  private readonly _more = async (): Promise<void> => {
    if (this._next.asking) return;
    await this._next.ask();
    await this.updateComplete;
    // The last page removes the button.
    if (!(this.renderRoot as ShadowRoot).activeElement)
      this.renderRoot.querySelector<HTMLElement>('.end')?.focus();
  };

  protected override template(t: Messages): TemplateResult {
    const { actor, ticket } = this._filter;
    return html`<h1>${t.audit.title}</h1>
      <form class="filter" @submit=${this._apply}>
        <div class="field">
          <label for="actor">${t.audit.actor}</label>
          <select id="actor" name="actor" class="input">
            <option value="" ?selected=${!actor}>${t.audit.everybody}</option>
            ${[...Object.keys(this.session.agents), ...NOBODY].map((id) => html`<option value=${id} ?selected=${id === actor}>${this.agentName(id)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="ticket">${t.audit.ticket}</label>
          <input
            id="ticket"
            name="ticket"
            class="input"
            inputmode="numeric"
            autocomplete="off"
            .value=${formatTicketNumber(ticket)}
            aria-invalid=${this.wrong}
            aria-describedby="wrong"
          />
        </div>
        <button class="button">${t.audit.filter}</button>
        ${actor || ticket ? html`<a class="button quiet" href=${pathOf('audit')}>${t.audit.clear}</a>` : nothing}
        <p id="wrong" class="hint bad" role="status">
          ${this.wrong ? html`${icons.alert}<span>${t.audit.ticketWrong}</span>` : nothing}
        </p>
      </form>
      ${renderLoaded(this._first, t, () => this._list(t))}`;
  }

  private _list(t: Messages): TemplateResult {
    const entries = this._pages.flatMap((page) => page.entries);
    if (!entries.length)
      return html`<div class="card empty" role="status">
        ${icons.audit}<strong>${t.audit.empty}</strong>
      </div>`;
    const last = !this._pages[this._pages.length - 1]?.next;
    return html`<div class="card list">
        <table>
          <thead>
            <tr>
              ${Object.values(t.audit.columns).map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => this._row(entry, t))}
          </tbody>
        </table>
      </div>
      ${renderError(this._next, t)}
      ${
        last
          ? html`<p class="small end" tabindex="-1">${t.audit.end}</p>`
          : html`<button
              type="button"
              class="button soft more"
              aria-disabled=${this._next.asking}
              @click=${this._more}
            >
              ${this._next.asking ? t.common.loading : t.audit.more}
            </button>`
      }`;
  }

  private _row({ at, actor, action, ticket, detail }: Entry, t: Messages): TemplateResult {
    return html`<tr>
      <td class="figures">${this.when(at)}</td>
      <td>${this.agentName(actor)}</td>
      <td>${t.audit.actions[action] ?? html`<code translate="no">${action}</code>`}</td>
      <td>
        ${ticket ? html`<a class="link number" translate="no" href=${ticketPath(ticket)}>${formatTicketNumber(ticket)}</a>` : nothing}
      </td>
      <td class="quiet-words">${detail === null ? nothing : this._detail(detail, t)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-audit': DeskAudit;
  }
}
