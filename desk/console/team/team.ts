import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TeamMember, TeamView } from '../../wire/team.ts';
import type { NoticeView } from '../../wire/notices.ts';
import type { LineChange, LineView } from '../../wire/lines.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { pageStyles } from '../parts/page.styles.ts';
import { Loaded } from '../parts/loaded.ts';
import { renderLoaded } from '../parts/render-loaded.ts';
import { changeLine } from './change-line.ts';
import { TeamChangedEvent } from './team-changed.ts';
import { LineActionEvent } from './line-card.ts';
import { teamStyles } from './team.styles.ts';

const PRESENCE_ORDER = ['here', 'on-call', 'away', 'gone'] as const;

/**
 * @summary Agents and lines with their state; supervisors can change both.
 * @element desk-team
 */
export class DeskTeam extends ConsoleElement {
  static override styles = [...pageStyles, teamStyles];
  static override properties: PropertyDeclarations = { query: { attribute: false } };

  private readonly _team = new Loaded(this, () => this.api.get<TeamView>('/team'));

  /** Query of the current URL. */
  declare query?: URLSearchParams;

  protected override arrived(): void {
    void this._team.ask();
  }

  protected override deskChanged(changed: string): void {
    // Queue changes count too: a claim changes what an agent holds and how many wait on a line.
    if (changed !== 'deliveries') this._team.askSoon();
  }

  private _editAgent(agent?: TeamMember): void {
    this.renderRoot.querySelector('desk-agent-dialog')?.open(agent);
  }

  private readonly _take = (event: Event): void => {
    if (event instanceof TeamChangedEvent) this._team.put(event.team);
  };

  private readonly _act = (event: Event): void => {
    if (!(event instanceof LineActionEvent)) return;
    const { action, line, date } = event;
    const { team } = this.t;
    switch (action) {
      case 'close':
        return this.renderRoot.querySelector('desk-close-line-dialog')?.open(line);
      case 'set-wait':
        return this.renderRoot.querySelector('desk-wait-dialog')?.open(line);
      case 'set-hours':
        return this.renderRoot.querySelector('desk-hours-dialog')?.open(line);
      case 'drop-hours':
        return void this._undo(line, { hours: { date, periods: null } }, team.hours.dropped);
      case 'reopen':
        return void this._undo(line, { closed: null }, team.reopened);
      case 'drop-wait':
        return void this._undo(line, { wait: null }, team.waitDropped);
    }
  };

  private async _undo(
    { id, label }: LineView,
    change: LineChange,
    done: (line: string) => string,
  ): Promise<void> {
    try {
      this._team.put(await changeLine(this.api, id, change));
      this.announce(done(this.text(label)));
      await this._keepFocus('#lines');
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    }
  }

  /** Focuses an element if the focused one has been removed, such as a pressed button. */
  private async _keepFocus(selector: string): Promise<void> {
    await this.updateComplete;
    const root = this.renderRoot as ShadowRoot;
    if (!root.activeElement) root.querySelector<HTMLElement>(selector)?.focus();
  }

  protected override template(t: Messages): TemplateResult {
    const afterLine = () => this._keepFocus('desk-line-card');
    return html`<h1>${t.team.title}</h1>
      ${this._me(t)}
      ${renderLoaded(this._team, t, ({ agents, lines, notices }) => html`${this._lines(lines, t)}${this._notices(notices)}${this._agents(agents, t)}`)}
      <desk-agent-dialog
        .context=${this.context}
        @console-team-changed=${this._take}
        @console-dialog-closed=${() => this._keepFocus('#agents')}
      ></desk-agent-dialog>
      <desk-password-dialog
        .context=${this.context}
        @console-dialog-closed=${() => this._keepFocus('#me')}
      ></desk-password-dialog>
      <desk-close-line-dialog
        .context=${this.context}
        @console-team-changed=${this._take}
        @console-dialog-closed=${afterLine}
      ></desk-close-line-dialog>
      <desk-wait-dialog
        .context=${this.context}
        @console-team-changed=${this._take}
        @console-dialog-closed=${afterLine}
      ></desk-wait-dialog>
      <desk-hours-dialog
        .context=${this.context}
        @console-team-changed=${this._take}
        @console-dialog-closed=${afterLine}
      ></desk-hours-dialog>
      <desk-notice-dialog
        .context=${this.context}
        @console-team-changed=${this._take}
        @console-dialog-closed=${() => this._keepFocus('#agents')}
      ></desk-notice-dialog>`;
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
        @click=${() => this.renderRoot.querySelector('desk-password-dialog')?.open()}
      >
        ${icons.lock}${t.team.changePassword}
      </button>
    </section>`;
  }

  private _lines(lines: readonly LineView[], t: Messages): TemplateResult {
    return html`<section aria-labelledby="lines">
      <h2 id="lines" tabindex="-1">${t.team.lines}</h2>
      ${
        lines.length
          ? html`<ul class="lines" @console-line-action=${this._act}>
              ${lines.map(
                (line) =>
                  html`<li class="card">
                    <desk-line-card .context=${this.context} .line=${line}></desk-line-card>
                  </li>`,
              )}
            </ul>`
          : html`<p class="quiet-words">${t.team.noLines}</p>`
      }
    </section>`;
  }

  private _notices(notices: readonly NoticeView[]): TemplateResult {
    return html`<desk-notices
      .context=${this.context}
      .notices=${notices}
      @console-team-changed=${this._take}
      @console-write-notice=${() => this.renderRoot.querySelector('desk-notice-dialog')?.open()}
    ></desk-notices>`;
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
        ${this.isSupervisor ? html`<button type="button" class="button soft" @click=${() => this._editAgent()}>${icons.person}${t.team.add}</button>` : nothing}
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
        >${[agent.lines && t.team.servesOnly(agent.lines.map((one) => this.lineName(one)).join(t.common.listOf)), !disabled && t.team.holds(holds), seen].filter(Boolean).join(' · ')}</span
      >
      ${this.isSupervisor ? html`<button type="button" class="button quiet small-button edit" aria-label=${t.team.editAgent(name)} @click=${() => this._editAgent(agent)}>${t.team.edit}</button>` : html`<span></span>`}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-team': DeskTeam;
  }
}
