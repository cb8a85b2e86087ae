import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TeamMember, TeamView } from '../../wire/team.ts';
import { ANY_SUPERVISOR, type TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { TicketChangedEvent } from './ticket-changed.ts';
import { choiceRowsStyles } from '../parts/choice-rows.styles.ts';

interface Draft {
  /** Id of an agent, or {@link ANY_SUPERVISOR}; empty until one is chosen. */
  to: string;
  note: string;
  team: TeamMember[];
}

/**
 * @summary Dialog in which an agent hands a ticket on to a colleague, with a note.
 * @element desk-transfer-dialog
 * @fires console-ticket-changed - The ticket was handed on, with the ticket as it is now.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskTransferDialog extends FormDialog<Draft> {
  static override styles = [...FormDialog.styles, choiceRowsStyles];
  static override properties: PropertyDeclarations = { ticket: { attribute: false } };

  /** The ticket to hand on. */
  declare ticket?: TicketView;

  /** Opens the dialog with the colleagues who are there now. */
  async open(): Promise<void> {
    try {
      const { agents } = await this.api.get<TeamView>('/team');
      this.start({ to: '', note: '', team: agents });
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }

  protected override async send({ to, note }: Draft): Promise<void> {
    const { number } = this.ticket?.row ?? {};
    if (number === undefined) return;
    const text = note.trim();
    const ticket = await this.api.post<TicketView>(`/tickets/${number}/transfer`, {
      to,
      ...(text && { note: text }),
    });
    this.dispatchEvent(new TicketChangedEvent(ticket));
    const { claimedBy } = ticket.row;
    this.announce(this.t.ticket.transferred(claimedBy === null ? '' : this.agentName(claimedBy)));
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { me } = this.session;
    const holder = this.ticket?.row.claimedBy;
    const there = draft.team.filter(
      ({ id, presence, disabled }) => presence !== 'gone' && !disabled && id !== holder,
    );
    const supervisors = there.filter(({ id, role }) => role === 'supervisor' && id !== me.id);
    const isMissing = this.showsErrors && !draft.to;
    return {
      title: t.ticket.transferTitle,
      submit: t.ticket.transfer,
      isValid: Boolean(draft.to),
      body: html`<fieldset class="field rows">
          <legend class="label">${t.ticket.transferTo}</legend>
          ${supervisors.length ? this._person(draft, ANY_SUPERVISOR, t.ticket.anySupervisor, t.ticket.anySupervisorHint, isMissing) : nothing}
          ${there
            .filter(({ id }) => id !== me.id || holder !== me.id)
            .map((one) =>
              this._person(
                draft,
                one.id,
                one.id === me.id ? t.common.me : one.name,
                `${t.common.role[one.role]} · ${t.common.presence[one.presence]} · ${t.team.holds(one.holds)}`,
                isMissing,
              ),
            )}
          ${there.length ? nothing : html`<p class="quiet-words">${t.ticket.nobodyThere}</p>`}
          ${isMissing ? html`<p class="hint bad">${icons.alert}<span>${t.ticket.transferMissing}</span></p>` : nothing}
        </fieldset>
        <div class="field">
          <label for="note">${t.ticket.transferNote}</label>
          <textarea
            id="note"
            class="input"
            rows="3"
            maxlength="1000"
            aria-describedby="note-hint"
            .value=${draft.note}
            @input=${(event: Event) => this.set({ note: (event.target as HTMLTextAreaElement).value })}
          ></textarea>
          <p id="note-hint" class="hint">${t.ticket.transferNoteHint}</p>
        </div>`,
    };
  }

  private _person(
    { to }: Draft,
    id: string,
    name: string,
    facts: string,
    isMissing: boolean,
  ): TemplateResult {
    return html`<label class=${to === id ? 'on' : ''}
      ><input
        type="radio"
        name="to"
        value=${id}
        .checked=${to === id}
        aria-invalid=${isMissing ? 'true' : nothing}
        @change=${() => this.set({ to: id })}
      /><span><strong>${name}</strong><span class="small">${facts}</span></span></label
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-transfer-dialog': DeskTransferDialog;
  }
}
