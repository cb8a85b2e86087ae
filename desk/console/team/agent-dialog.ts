import { html, nothing, type TemplateResult } from 'lit';
import { ROLES, type Role } from '../../wire/agent.ts';
import { MIN_PASSWORD_LENGTH } from '../../wire/fields.ts';
import {
  LOGIN_PATTERN,
  type AgentChange,
  type NewAgent,
  type TeamMember,
  type TeamView,
} from '../../wire/team.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { choice, field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { makePassword } from './password-maker.ts';
import { TeamChangedEvent } from './team-changed.ts';

interface Draft {
  /** The agent being edited; absent for a new one. */
  agent?: TeamMember;
  login: string;
  name: string;
  role: Role;
  /** Empty when an edited agent keeps theirs. */
  password: string;
  disabled: boolean;
  /** Ids of the lines; empty: all. */
  lines: readonly string[];
}

/**
 * @summary Dialog in which a supervisor adds or edits an agent.
 * @element desk-agent-dialog
 * @fires console-team-changed - After the agent was saved, with the team.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskAgentDialog extends FormDialog<Draft> {
  protected override async send(draft: Draft): Promise<void> {
    const { agent } = draft;
    if (agent) await this._change(agent, changeOf(agent, draft));
    else await this._add(newAgent(draft));
  }

  private async _add(agent: NewAgent): Promise<void> {
    const team = await this.api.post<TeamView>('/agents', agent);
    this.dispatchEvent(new TeamChangedEvent(team));
    this.announce(this.t.team.added(agent.name));
  }

  private async _change({ id, name }: TeamMember, change: AgentChange): Promise<void> {
    if (Object.keys(change).length) {
      const team = await this.api.patch<TeamView>(`/agents/${id}`, change);
      this.dispatchEvent(new TeamChangedEvent(team));
    }
    this.announce(this.t.team.saved(change.name ?? name));
  }

  /** Opens the dialog for an agent; without one, for a new agent with a generated password. */
  open(agent?: TeamMember): void {
    if (!agent)
      return this.start({
        login: '',
        name: '',
        role: 'agent',
        password: makePassword(),
        disabled: false,
        lines: [],
      });
    const { login, name, role, disabled, lines = [] } = agent;
    this.start({ agent, login, name, role, password: '', disabled, lines });
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { team } = t;
    const { agent, role, password } = draft;
    const { login, name } = newAgent(draft);
    const isLoginWrong = !LOGIN_PATTERN.test(login);
    const isPasswordShort = password.length < MIN_PASSWORD_LENGTH && !(agent && !password);
    const isShown = this.showsErrors;
    return {
      title: agent ? team.editAgent(agent.name) : team.add,
      submit: agent ? t.common.save : team.add,
      isValid: !isLoginWrong && Boolean(name) && !isPasswordShort,
      body: html`${
          agent
            ? html`<p class="small">
                ${team.login}${t.common.colon}<span class="number" translate="no"
                  >${agent.login}</span
                >
              </p>`
            : field({
                id: 'login',
                label: team.login,
                hint: team.loginHint,
                value: draft.login,
                set: (value) => this.set({ login: value }),
                error: isShown && isLoginWrong ? team.loginWrong : undefined,
                first: true,
              })
        }
        ${field({ id: 'name', label: team.name, value: draft.name, set: (value) => this.set({ name: value.slice(0, 64) }), error: isShown && !name ? team.nameMissing : undefined, first: Boolean(agent) })}
        <div>
          ${choice(
            'role',
            team.role,
            ROLES.map((one) => [one, t.common.role[one]] as const),
            role,
            (value) => this.set({ role: value }),
          )}
          <p class="hint">${team.roleHint[role]}</p>
        </div>
        ${this._lines(draft, t)}
        ${field({
          id: 'password',
          label: agent ? team.newPassword : team.password,
          hint: agent && !password ? team.newPasswordHint : team.passwordTell,
          value: password,
          set: (value) => this.set({ password: value }),
          error: isShown && isPasswordShort ? team.passwordShort(MIN_PASSWORD_LENGTH) : undefined,
          beside: this._generate(t),
        })}
        ${agent ? this._disable(draft, t) : nothing}`,
    };
  }

  private _lines({ lines }: Draft, { team }: Messages): TemplateResult {
    const toggle = (id: string, isOn: boolean) =>
      this.set({ lines: [...lines.filter((one) => one !== id), ...(isOn ? [id] : [])] });
    return html`<fieldset class="field" aria-describedby="lines-hint">
      <legend class="label">${team.serves}</legend>
      <div class="chips">
        ${Object.keys(this.session.lines).map((id) => html`<label class="chip ${lines.includes(id) ? 'on' : ''}"><input type="checkbox" .checked=${lines.includes(id)} @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)} />${this.lineName(id)}</label>`)}
      </div>
      <p id="lines-hint" class="hint">${team.servesHint}</p>
    </fieldset>`;
  }

  private _generate({ team }: Messages): TemplateResult {
    return html`<button
      type="button"
      class="button outline"
      @click=${() => this.set({ password: makePassword() })}
    >
      ${team.generate}
    </button>`;
  }

  private _disable({ disabled }: Draft, { team }: Messages): TemplateResult {
    return html`<div>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${disabled}
          @change=${(event: Event) => this.set({ disabled: (event.target as HTMLInputElement).checked })}
        />${team.disable}</label
      >
      <p class="hint">${team.disableHint}</p>
    </div>`;
  }
}

const newAgent = ({ login, name, role, password, lines }: Draft): NewAgent => ({
  login: login.trim().toLowerCase(),
  name: name.trim(),
  role,
  password,
  ...(lines.length > 0 && { lines: [...lines] }),
});

/** The changed fields of an edited agent. */
const changeOf = (agent: TeamMember, draft: Draft): AgentChange => {
  const { name, role, password } = newAgent(draft);
  return {
    ...(name !== agent.name && { name }),
    ...(role !== agent.role && { role }),
    ...(draft.disabled !== agent.disabled && { disabled: draft.disabled }),
    ...([...draft.lines].sort().join() !== [...(agent.lines ?? [])].sort().join() && {
      lines: draft.lines.length > 0 ? [...draft.lines] : null,
    }),
    ...(password && { password }),
  };
};

declare global {
  interface HTMLElementTagNameMap {
    'desk-agent-dialog': DeskAgentDialog;
  }
}
