import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AgentChange, NewAgent, TeamMember, TeamView } from '../../wire/team.ts';
import type { LineChange, LineView } from '../../wire/lines.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pageStyles } from '../parts/page.styles.ts';
import { formStyles } from '../parts/form.styles.ts';
import { Loaded } from '../parts/loaded.ts';
import { loadedOr } from '../parts/loaded-or.ts';
import { AgentDialogs, type AgentPage } from './agent-dialogs.ts';
import { LineDialogs, type LinePage } from './line-dialogs.ts';
import { lineCard, type LineCardPage } from './lines.ts';
import { teamStyles } from './team.styles.ts';

const PRESENCE_ORDER = ['here', 'on-call', 'away', 'gone'] as const;

/**
 * @summary Agents and lines with their state; supervisors can change both.
 * @element desk-team
 */
export class DeskTeam extends ConsoleElement implements AgentPage {
  static override styles = [...pageStyles, formStyles, teamStyles];
  static override properties: PropertyDeclarations = { query: { attribute: false } };

  /** Query of the current URL. */
  declare query?: URLSearchParams;

  private readonly _team = new Loaded(this, () => this.api.get<TeamView>('/team'));
  private readonly _agentDialogs = new AgentDialogs(this);
  private readonly _lineDialogs = new LineDialogs(this);

  async add(agent: NewAgent): Promise<void> {
    this._team.put(await this.api.post<TeamView>('/agents', agent));
    this.announce(this.t.team.added(agent.name));
  }

  async change({ id, name }: TeamMember, change: AgentChange): Promise<void> {
    if (Object.keys(change).length)
      this._team.put(await this.api.patch<TeamView>(`/agents/${id}`, change));
    this.announce(this.t.team.saved(change.name ?? name));
  }

  /**
   * A new password ends all sessions. The desk starts a new one for this console, so the stream
   * reconnects.
   */
  async changePassword(current: string, next: string): Promise<void> {
    await this.api.put('/session/password', { current, next });
    await this.store.start();
    this.announce(this.t.team.passwordChanged);
  }

  protected override arrived(): void {
    void this._team.ask();
  }

  protected override deskChanged(changed: string): void {
    // Queue changes count too: a claim changes what an agent holds and how many wait on a line.
    if (changed !== 'deliveries') this._team.askSoon();
  }

  protected override template(t: Messages): TemplateResult {
    return html`<h1>${t.team.title}</h1>
      ${this._me(t)}
      ${loadedOr(this._team, t, ({ agents, lines }) => html`${this._lines(lines, t)}${this._agents(agents, t)}`)}
      ${this._agentDialogs.template(t, this)}${this._lineDialogs.template(t, this._linePage)}`;
  }

  private _me(t: Messages): TemplateResult {
    const { me } = this.session;
    return html`<section class="card row spread" aria-labelledby="me">
      <div>
        <h2 id="me" tabindex="-1">${t.team.me}</h2>
        <p>
          ${me.name}
          <span class="small"
            >${me.login} · ${t.common.role[me.role]} · ${t.common.presence[me.presence]}</span
          >
        </p>
      </div>
      <button
        type="button"
        class="button outline"
        @click=${() => this._agentDialogs.changePassword()}
      >
        ${icons.lock}${t.team.changePassword}
      </button>
    </section>`;
  }

  private _lines(lines: readonly LineView[], t: Messages): TemplateResult {
    const page: LineCardPage = {
      t,
      now: this.store.now(),
      isSupervisor: this.isSupervisor,
      name: ({ label }) => this.text(label),
      text: (words) => this.text(words),
      when: (instant) => this.when(instant),
      close: ({ id, label }) =>
        this._lineDialogs.close({ id, name: this.text(label) }, this._linePage),
      adjust: ({ id, label, wait, waitMinutes }) =>
        this._lineDialogs.adjust({ id, name: this.text(label) }, wait?.minutes ?? waitMinutes),
      reopen: (line) => void this._undo(line, { closed: null }, t.team.reopened),
      dropWait: (line) => void this._undo(line, { wait: null }, t.team.waitDropped),
    };
    return html`<section aria-labelledby="lines">
      <h2 id="lines" tabindex="-1">${t.team.lines}</h2>
      ${
        lines.length
          ? html`<ul class="lines">
              ${lines.map((line) => lineCard(line, page))}
            </ul>`
          : html`<p class="quiet-words">${t.team.noLines}</p>`
      }
    </section>`;
  }

  private _agents(agents: readonly TeamMember[], t: Messages): TemplateResult {
    const rank = (agent: TeamMember) =>
      agent.disabled ? PRESENCE_ORDER.length : PRESENCE_ORDER.indexOf(agent.presence);
    const sorted = [...agents].sort(
      (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, this.language),
    );
    return html`<section aria-labelledby="agents">
      <div class="row spread">
        <h2 id="agents" tabindex="-1">${t.team.agents}</h2>
        ${this.isSupervisor ? html`<button type="button" class="button soft" @click=${() => this._agentDialogs.add()}>${icons.person}${t.team.add}</button>` : nothing}
      </div>
      <ul class="card people">
        ${sorted.map((agent) => this._person(agent, t))}
      </ul>
    </section>`;
  }

  private _person(agent: TeamMember, t: Messages): TemplateResult {
    const { id, login, name, role, presence, seenAt, disabled, holds } = agent;
    const seen =
      presence !== 'gone'
        ? ''
        : seenAt === null
          ? t.team.neverSeen
          : t.team.seen(this.when(seenAt));
    return html`<li class=${disabled ? 'off' : ''}>
      <span class="name"
        ><strong>${name}</strong> ${id === this.session.me.id ? t.team.you : nothing}
        <span class="small">${login}</span></span
      >
      <span class="role"
        >${role === 'supervisor' ? html`<span class="badge">${t.common.role[role]}</span>` : t.common.role[role]}</span
      >
      <span class="presence"
        >${disabled ? html`<span class="badge bad">${t.team.disabled}</span>` : html`<i class="dot ${presence}"></i>${t.common.presence[presence]}`}</span
      >
      <span class="holds figures small"
        >${[!disabled && t.team.holds(holds), seen].filter(Boolean).join(' · ')}</span
      >
      ${this.isSupervisor ? html`<button type="button" class="button quiet small-button edit" aria-label=${t.team.editAgent(name)} @click=${() => this._agentDialogs.edit(agent)}>${t.team.edit}</button>` : html`<span></span>`}
    </li>`;
  }

  private get _linePage(): LinePage {
    return {
      language: this.language,
      timeZone: this.session.timeZone,
      now: this.store.now(),
      change: (line, change, said) => this._changeLine(line, change, said),
    };
  }

  private async _changeLine(line: string, change: LineChange, said: string): Promise<void> {
    this._team.put(await this.api.put<TeamView>(`/lines/${encodeURIComponent(line)}`, change));
    this.announce(said);
  }

  private async _undo(
    { id, label }: LineView,
    change: LineChange,
    said: (line: string) => string,
  ): Promise<void> {
    try {
      await this._changeLine(id, change, said(this.text(label)));
      await this.updateComplete;
      const root = this.renderRoot as ShadowRoot;
      // The pressed button may have been removed.
      if (!root.activeElement) root.querySelector<HTMLElement>('#lines')?.focus();
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-team': DeskTeam;
  }
}
