import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { QueueRow } from '../../wire/queue.ts';
import type { TicketView } from '../../wire/ticket.ts';
import { ApiProblem } from '../connection/api.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { choiceRowsStyles } from '../parts/choice-rows.styles.ts';
import { TicketChangedEvent } from './ticket-changed.ts';

interface Draft {
  /** The other tickets as they were when the dialog opened. */
  others: readonly QueueRow[];
  /** Numbers of those to merge. */
  chosen: readonly string[];
}

/**
 * @summary Dialog in which an agent merges other tickets of the same caller into the one they hold.
 * @element desk-merge-dialog
 * @fires console-ticket-changed - The tickets were merged, with the ticket that lives on.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskMergeDialog extends FormDialog<Draft> {
  static override styles = [...FormDialog.styles, choiceRowsStyles];
  static override properties: PropertyDeclarations = { ticket: { attribute: false } };

  /** The ticket that lives on. */
  declare ticket?: TicketView;

  /** Opens the dialog. Every ticket that can be merged is chosen. */
  open(): void {
    const others = this.ticket?.others ?? [];
    const chosen = others.filter((row) => this._isFree(row)).map(({ number }) => number);
    this.start({ others, chosen });
  }

  private _isFree({ claimedBy, status }: QueueRow): boolean {
    return (claimedBy === null || claimedBy === this.session.me.id) && status !== 'calling';
  }

  protected override async send({ chosen }: Draft): Promise<void> {
    const { number } = this.ticket?.row ?? {};
    if (number === undefined) return;
    const ticket = await this.api.post<TicketView>(`/tickets/${number}/merge`, {
      numbers: chosen,
    });
    this.dispatchEvent(new TicketChangedEvent(ticket));
    this.announce(this.t.merge.done(chosen.length));
  }

  /** Which ticket could not be merged, and why. */
  protected override explain(error: unknown): string {
    const words = super.explain(error);
    const pointer = error instanceof ApiProblem ? (error.pointer ?? '') : '';
    const number = this.draft?.chosen[Number(/^\/numbers\/(\d+)$/.exec(pointer)?.[1] ?? NaN)];
    return number === undefined
      ? words
      : `${formatTicketNumber(number)}${this.t.common.colon}${words} ${this.t.merge.noneMerged}`;
  }

  private _choose(number: string, isChosen: boolean): void {
    const { others = [], chosen = [] } = this.draft ?? {};
    this.set({
      chosen: others
        .map((row) => row.number)
        .filter((one) => (one === number ? isChosen : chosen.includes(one))),
    });
  }

  protected override form({ others, chosen }: Draft, t: Messages): DialogForm {
    const isMissing = this.showsErrors && chosen.length === 0;
    const number = formatTicketNumber(this.ticket?.row.number ?? '');
    const [before, after] = t.merge.title(number).split(number);
    return {
      title: html`${before}<span class="number">${number}</span>${after}`,
      submit: t.merge.submit(chosen.length),
      isValid: chosen.length > 0,
      body: html`<p>${t.merge.means}</p>
        <fieldset class="field rows">
          <legend class="label">${t.merge.which}</legend>
          ${others.map((row) => this._ticket(row, chosen.includes(row.number), isMissing, t))}
          ${isMissing ? html`<p class="hint bad">${icons.alert}<span>${t.merge.missing}</span></p>` : nothing}
        </fieldset>
        <p class="hint">${icons.alert}<span>${t.merge.final}</span></p>`,
    };
  }

  private _ticket(
    row: QueueRow,
    isChosen: boolean,
    isMissing: boolean,
    t: Messages,
  ): TemplateResult {
    const { number, topic, phone, orderNumber, dueAt, claimedBy } = row;
    const isFree = this._isFree(row);
    const facts = [
      topic === null ? t.common.noTopic : this.topicName(topic),
      orderNumber,
      phone,
      dueAt === null ? null : t.alerts.due(this.when(dueAt)),
    ].filter(Boolean);
    return html`<label class=${isChosen ? 'on' : ''}
      ><input
        type="checkbox"
        .checked=${isChosen}
        ?disabled=${!isFree}
        aria-invalid=${isMissing ? 'true' : nothing}
        @change=${(event: Event) => this._choose(number, (event.target as HTMLInputElement).checked)}
      /><span
        ><strong class="figures" translate="no">${formatTicketNumber(number)}</strong
        ><span class="small facts">${facts.map((fact) => html`<span>${fact}</span> `)}</span>
        ${isFree || claimedBy === null ? nothing : html`<span class="small">${t.merge.held(this.agentName(claimedBy))}</span>`}</span
      ></label
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-merge-dialog': DeskMergeDialog;
  }
}
