import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CallAbout } from '../../wire/call.ts';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { sectionStyles } from './section.styles.ts';
import { callAboutStyles } from './call-about.styles.ts';

/** Asks the ticket page to enter what the agent has learnt from a caller. */
export class CallAboutEvent extends Event {
  static readonly type = 'console-call-about';

  constructor(readonly about: CallAbout) {
    super(CallAboutEvent.type, { bubbles: true, composed: true });
  }
}

const valueOf = (event: Event): string =>
  (event.target as HTMLInputElement | HTMLSelectElement).value.trim();

/**
 * @summary What an agent enters during a call that came in; each field is saved when it is left.
 * @element desk-call-about
 * @fires console-call-about - The agent has entered something.
 */
export class DeskCallAbout extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, callAboutStyles];
  static override properties: PropertyDeclarations = { ticket: { attribute: false } };

  /** The ticket of a call. */
  declare ticket?: TicketView;

  private _save(about: CallAbout): void {
    this.dispatchEvent(new CallAboutEvent(about));
  }

  protected override template(t: Messages): TemplateResult | typeof nothing {
    const { ticket } = this;
    if (!ticket) return nothing;
    const { row, orderNumber, phone } = ticket;
    const { topics, lines } = this.session;
    return html`<section aria-labelledby="title">
      <h2 id="title">${t.call.about}</h2>
      <div class="fields">
        ${this._select('topic', t.call.topic, row.topic ?? '', [['', t.call.none], ...Object.keys(topics).map((id) => [id, this.topicName(id)] as const)], (value) => this._save({ topic: value || null }))}
        ${this._input('order', t.call.order, orderNumber ?? '', 64, (value) => this._save({ order: value || null }))}
        ${this._input('phone', t.call.phone, phone, 40, (value) => value && this._save({ phone: value }))}
        ${this._select(
          'line',
          t.call.line,
          row.line,
          Object.keys(lines).map((id) => [id, this.lineName(id)] as const),
          (value) => this._save({ line: value }),
        )}
      </div>
    </section>`;
  }

  private _input(
    id: string,
    label: string,
    value: string,
    max: number,
    save: (value: string) => unknown,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input
        id=${id}
        class="input"
        type=${id === 'phone' ? 'tel' : 'text'}
        autocomplete="off"
        spellcheck="false"
        maxlength=${max}
        .value=${value}
        @change=${(event: Event) => save(valueOf(event))}
      />
    </div>`;
  }

  private _select(
    id: string,
    label: string,
    value: string,
    options: readonly (readonly [value: string, label: string])[],
    save: (value: string) => unknown,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} class="input" @change=${(event: Event) => save(valueOf(event))}>
        ${options.map(([option, words]) => html`<option value=${option} ?selected=${option === value}>${words}</option>`)}
      </select>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-call-about': DeskCallAbout;
  }
}
