import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ROLES, type Role } from '../../wire/agent.ts';
import { MIN_PASSWORD_LENGTH } from '../../wire/fields.ts';
import {
  LOGIN_PATTERN,
  type AgentChange,
  type NewAgent,
  type TeamMember,
} from '../../wire/team.ts';
import { ApiProblem } from '../connection/api.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { choice, field } from './field.ts';
import { Modal } from './modal.ts';
import { makePassword } from './password-maker.ts';

interface Draft {
  /** The agent being edited; absent for a new one. */
  agent?: TeamMember;
  login: string;
  name: string;
  role: Role;
  password: string;
  disabled: boolean;
}

interface OwnPassword {
  current: string;
  next: string;
  show: boolean;
}

/** The part of the page that the dialogs use. */
export interface AgentPage {
  add(agent: NewAgent): Promise<void>;
  change(agent: TeamMember, change: AgentChange): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
}

/**
 * The dialogs to add or edit an agent (supervisors) and to change the own password (all agents).
 */
export class AgentDialogs {
  private readonly _agent: Modal<Draft>;
  private readonly _password: Modal<OwnPassword>;

  constructor(host: LitElement) {
    this._agent = new Modal(host, 'agent', '#agents');
    this._password = new Modal(host, 'own-password', '#me');
  }

  add(): void {
    this._agent.open({
      login: '',
      name: '',
      role: 'agent',
      password: makePassword(),
      disabled: false,
    });
  }

  edit(agent: TeamMember): void {
    const { login, name, role, disabled } = agent;
    this._agent.open({ agent, login, name, role, password: '', disabled });
  }

  changePassword(): void {
    this._password.open({ current: '', next: '', show: false });
  }

  template(t: Messages, page: AgentPage): TemplateResult {
    return html`${this._agent.template(t, (draft) => this._agentParts(draft, t, page))}${this._password.template(t, (draft) => this._passwordParts(draft, t, page))}`;
  }

  private _agentParts(draft: Draft, t: Messages, page: AgentPage) {
    const { team } = t;
    const { agent, role, disabled, password } = draft;
    const login = draft.login.trim().toLowerCase();
    const name = draft.name.trim();
    const { tried } = this._agent;
    const set = (change: Partial<Draft>) => this._agent.set(change);
    const isLoginWrong = !LOGIN_PATTERN.test(login);
    const isPasswordShort = password.length < MIN_PASSWORD_LENGTH && !(agent && !password);
    const changed: AgentChange = {
      ...(name !== agent?.name && { name }),
      ...(role !== agent?.role && { role }),
      ...(disabled !== agent?.disabled && { disabled }),
      ...(password && { password }),
    };
    const generate = html`<button
      type="button"
      class="button outline"
      @click=${() => set({ password: makePassword() })}
    >
      ${team.generate}
    </button>`;
    return {
      title: agent ? team.editAgent(agent.name) : team.add,
      submit: agent ? t.common.save : team.add,
      isRight: !isLoginWrong && Boolean(name) && !isPasswordShort,
      act: () => (agent ? page.change(agent, changed) : page.add({ login, name, role, password })),
      body: html`${
          agent
            ? html`<p class="small">
                ${team.login}${t.common.colon}<span class="number">${agent.login}</span>
              </p>`
            : field({
                id: 'login',
                label: team.login,
                hint: team.loginHint,
                value: draft.login,
                set: (value) => set({ login: value }),
                wrong: tried && isLoginWrong ? team.loginWrong : undefined,
                first: true,
              })
        }
        ${field({ id: 'name', label: team.name, value: draft.name, set: (value) => set({ name: value.slice(0, 64) }), wrong: tried && !name ? team.nameMissing : undefined, first: Boolean(agent) })}
        <div>
          ${choice(
            'role',
            team.role,
            ROLES.map((one) => [one, t.common.role[one]] as const),
            role,
            (value) => set({ role: value }),
          )}
          <p class="hint">${team.roleHint[role]}</p>
        </div>
        ${field({
          id: 'password',
          label: agent ? team.newPassword : team.password,
          hint: agent && !password ? team.newPasswordHint : team.passwordTell,
          value: password,
          set: (value) => set({ password: value }),
          wrong: tried && isPasswordShort ? team.passwordShort(MIN_PASSWORD_LENGTH) : undefined,
          beside: generate,
        })}
        ${
          agent
            ? html`<div>
                <label class="check"
                  ><input
                    type="checkbox"
                    .checked=${disabled}
                    @change=${(event: Event) => set({ disabled: (event.target as HTMLInputElement).checked })}
                  />${team.disable}</label
                >
                <p class="hint">${team.disableHint}</p>
              </div>`
            : nothing
        }`,
    };
  }

  private _passwordParts({ current, next, show }: OwnPassword, t: Messages, page: AgentPage) {
    const { team } = t;
    const { tried } = this._password;
    const type = show ? 'text' : 'password';
    const set = (change: Partial<OwnPassword>) => this._password.set(change);
    return {
      title: team.changePassword,
      submit: t.common.save,
      isRight: Boolean(current) && next.length >= MIN_PASSWORD_LENGTH,
      act: () => page.changePassword(current, next),
      explain: (error: unknown) =>
        error instanceof ApiProblem && error.code === 'sign-in-failed'
          ? team.wrongPassword
          : undefined,
      body: html`${field({ id: 'current', label: team.currentPassword, type, autocomplete: 'current-password', value: current, set: (value) => set({ current: value }), wrong: tried && !current ? team.currentMissing : undefined, first: true })}
        ${field({
          id: 'next',
          label: team.nextPassword,
          type,
          autocomplete: 'new-password',
          hint: team.nextPasswordHint(MIN_PASSWORD_LENGTH),
          value: next,
          set: (value) => set({ next: value }),
          wrong:
            tried && next.length < MIN_PASSWORD_LENGTH
              ? team.passwordShort(MIN_PASSWORD_LENGTH)
              : undefined,
        })}
        <label class="check"
          ><input
            type="checkbox"
            .checked=${show}
            @change=${(event: Event) => set({ show: (event.target as HTMLInputElement).checked })}
          />${team.showPassword}</label
        >`,
    };
  }
}
