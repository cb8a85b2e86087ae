import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { NoticeView } from '../../wire/notices.ts';
import type { TeamView } from '../../wire/team.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { TeamChangedEvent } from './team-changed.ts';

/**
 * @summary Notices to members that run or are planned; supervisors write and end them.
 * @element desk-notices
 * @fires console-team-changed - After a notice was ended, with the team.
 */
export class DeskNotices extends ConsoleElement {
  static override styles = [
    ...consoleStyles,
    css`
      ul {
        display: grid;
        gap: 10px;
        margin-top: 12px;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 14px;
        align-items: center;
      }
      .end {
        grid-row: 1 / 3;
        grid-column: 2;
      }
      .quiet-words {
        margin-top: 8px;
      }
      @media (max-width: 479px) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
        .end {
          grid-row: auto;
          grid-column: 1;
          justify-self: start;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    notices: { attribute: false },
    ending: { state: true },
  };

  declare notices?: readonly NoticeView[];
  /** Id of the notice that is being ended; empty when none is. */
  private ending = '';

  private async _end({ id }: NoticeView): Promise<void> {
    if (this.ending) return;
    this.ending = id;
    try {
      const team = await this.api.delete<TeamView>(`/notices/${encodeURIComponent(id)}`);
      this.dispatchEvent(new TeamChangedEvent(team));
      this.announce(this.t.notices.ended);
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    } catch (error) {
      this.announce(this.problem(error), 'bad');
    } finally {
      this.ending = '';
    }
  }

  protected override template(t: Messages): TemplateResult {
    const { notices: words } = t;
    const now = this.store.now();
    const shown = (this.notices ?? []).filter(({ until }) => until > now);
    return html`<section aria-labelledby="notices">
      <div class="row spread">
        <h2 id="notices" tabindex="-1">${words.title}</h2>
        ${this.isSupervisor ? html`<button type="button" class="button soft" @click=${() => this.dispatchEvent(new Event('console-write-notice'))}>${icons.note}${words.write}</button>` : nothing}
      </div>
      ${
        shown.length
          ? html`<ul>
              ${shown.map((notice) => this._notice(notice, now, t))}
            </ul>`
          : html`<p class="quiet-words">${words.none}</p>`
      }
    </section>`;
  }

  private _notice(notice: NoticeView, now: number, t: Messages): TemplateResult {
    const { text, lines, from, until, by } = notice;
    const { notices: words, common } = t;
    const isPlanned = from > now;
    const whose =
      lines === null ? words.all : lines.map((id) => this.lineName(id)).join(common.listOf);
    return html`<li class="card">
      <strong>${this.text(text)}</strong>
      <span class="small"
        ><span class="badge ${isPlanned ? '' : 'ok'}"
          >${isPlanned ? words.isPlanned : words.isRunning}</span
        >
        ${[whose, words.period(this.when(from), this.when(until)), this.agentName(by)].join(' · ')}</span
      >
      ${this.isSupervisor ? html`<button type="button" class="button outline small-button end" aria-disabled=${this.ending === notice.id} @click=${() => this._end(notice)}>${isPlanned ? words.withdraw : words.end}</button>` : nothing}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-notices': DeskNotices;
  }
}
