import { html, nothing, type TemplateResult } from 'lit';
import { isOpen } from '../../../src/core/ticket-status.ts';
import type { CallAnswer, NewCall } from '../../wire/call.ts';
import { MAX_CALLER_LENGTH, readCaller } from '../../wire/caller.ts';
import type { QueueRow } from '../../wire/queue.ts';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { newId } from '../parts/new-id.ts';
import { ticketPath } from '../parts/paths.ts';
import { tierBadge } from '../parts/tier-badge.ts';
import { field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { takeCallStyles } from './take-call.styles.ts';

interface Draft {
  /** Of this call: a repeated request makes no second ticket. */
  id: string;
  caller: string;
  /** Id of the line; empty for the one that the desk chooses. */
  line: string;
  /** Tickets of the same caller, which the agent has not taken up. */
  offered: readonly QueueRow[];
}

/**
 * @summary Dialog in which an agent opens a ticket for a call that has come in, or takes up one that
 *   the caller already has.
 * @element desk-take-call
 */
export class DeskTakeCall extends FormDialog<Draft> {
  static override styles = [...FormDialog.styles, takeCallStyles];

  /** Opens the dialog. */
  open(caller = ''): void {
    if (this.draft) return;
    this.start({ id: newId(), caller, line: '', offered: [] });
  }

  /** Opens the ticket at once; the dialog asks only if there is something to ask. */
  take(caller: string): void {
    this.open(caller);
    this.submit();
  }

  protected override async send({ id, caller, line, offered }: Draft): Promise<'stay' | undefined> {
    const call: NewCall = {
      id,
      caller: caller.trim(),
      ...(line && { line }),
      ...(offered.length > 0 && { seen: offered.map(({ number }) => number) }),
    };
    const answer = await this.api.post<CallAnswer>('/calls', call);
    if ('ticket' in answer) {
      this._show(answer.ticket);
      return undefined;
    }
    this.set({ offered: answer.offered });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#offered')?.focus();
    return 'stay';
  }

  private _show({ row }: TicketView): void {
    this.store.take(row);
    this.go(ticketPath(row.number));
  }

  private async _takeUp(number: string): Promise<void> {
    if (this.status === 'sending') return;
    this.status = 'sending';
    try {
      this._show(await this.api.post<TicketView>(`/tickets/${number}/answer`));
      this.close();
      this.status = 'idle';
    } catch (error) {
      this.status = { error };
    }
  }

  /** What is asked changes with what was typed: tickets that were offered are of another caller. */
  private _type(change: Partial<Pick<Draft, 'caller' | 'line'>>): void {
    this.set({ ...change, id: newId(), offered: [] });
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { caller, line, offered } = draft;
    return {
      title: t.call.take,
      submit: offered.length > 0 ? t.call.openAnyway : t.call.open,
      isValid: caller.trim().length <= MAX_CALLER_LENGTH,
      body: html`${field({
          id: 'caller',
          label: t.call.field,
          value: caller,
          set: (typed) => this._type({ caller: typed.slice(0, MAX_CALLER_LENGTH) }),
          hint: understood(caller, t),
          first: true,
        })}
        ${offered.length > 0 ? this._offered(offered, t) : nothing}
        <div class="field">
          <label for="line">${t.call.line}</label>
          <select
            id="line"
            class="input"
            @change=${(event: Event) => this._type({ line: (event.target as HTMLSelectElement).value })}
          >
            <option value="" ?selected=${line === ''}>${t.call.autoLine}</option>
            ${Object.keys(this.session.lines).map((id) => html`<option value=${id} ?selected=${line === id}>${this.lineName(id)}</option>`)}
          </select>
        </div>`,
    };
  }

  private _offered(offered: readonly QueueRow[], t: Messages): TemplateResult {
    return html`<section aria-labelledby="offered">
      <h3 id="offered" tabindex="-1" class="notice warn">
        ${icons.alert}<span>${t.call.offered}</span>
      </h3>
      <ul class="offered">
        ${offered.map((row) => html`<li>${this._row(row, t)}</li>`)}
      </ul>
    </section>`;
  }

  private _row(row: QueueRow, t: Messages): TemplateResult {
    const { number, status, topic, phone, createdAt, claimedBy } = row;
    const isOthers = claimedBy !== null && claimedBy !== this.session.me.id;
    return html`<span class="row spread"
        ><span class="number figures" translate="no">${formatTicketNumber(number)}</span
        ><span class="badge">${t.common.status[status]}</span></span
      >
      <span class="row"
        >${tierBadge(this.session, row.tier, this.language)}<span
          >${topic === null ? t.common.noTopic : this.topicName(topic)}</span
        ><span class="small figures"
          >${[phone, this.when(createdAt)].filter(Boolean).join(' · ')}</span
        ></span
      >
      ${
        isOthers
          ? html`<span class="small"
              >${t.call.held(this.agentName(claimedBy))} ·
              <a class="link" href=${ticketPath(number)} @click=${this.close}
                >${t.call.look}</a
              ></span
            >`
          : html`<button
              type="button"
              class="button small-button"
              @click=${() => this._takeUp(number)}
            >
              ${icons.phone}${isOpen(status) ? t.call.takeUp : t.call.reopen}
            </button>`
      }`;
  }
}

/** How what was typed is read. */
function understood(typed: string, { call: { understood: words } }: Messages): string {
  const read = readCaller(typed);
  switch (read.kind) {
    case 'nothing':
      return words.nothing;
    case 'phone':
      return words.phone;
    case 'ticket':
      return words.ticket(formatTicketNumber(read.value));
    default:
      return words[read.kind](read.value);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-take-call': DeskTakeCall;
  }
}
