import { html, nothing, type TemplateResult } from 'lit';
import type { LineView } from '../../wire/lines.ts';
import { durationWords } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';

/** The part of the page that a line's card uses. */
export interface LineCardPage {
  t: Messages;
  /** The desk's clock. */
  now: number;
  isSupervisor: boolean;
  name(line: LineView): string;
  text(words: NonNullable<LineView['closed']>['reason']): string;
  when(instant: number): string;
  close(line: LineView): void;
  reopen(line: LineView): void;
  adjust(line: LineView): void;
  dropWait(line: LineView): void;
}

const LOOK = { open: 'ok', busy: 'warn', closed: '', unknown: '' } as const;

/** Card of a line: its state for members, the source of that state, and a supervisor's controls. */
export const lineCard = (line: LineView, page: LineCardPage): TemplateResult => {
  const { t, now, when } = page;
  const { team } = t;
  const { state, waitMinutes, waiting, closed, wait } = line;
  const button = (words: string, act: (line: LineView) => void) =>
    html`<button type="button" class="button outline small-button" @click=${() => act(line)}>
      ${words}
    </button>`;
  const reason =
    closed &&
    [
      page.text(closed.reason),
      team.closedSince(when(closed.at)),
      closed.until === undefined ? team.untilReopened : team.until(when(closed.until)),
    ].join(' · ');
  return html`<li class="card line">
    <div class="row spread">
      <h3 tabindex="-1">${page.name(line)}</h3>
      <span class="badge ${closed ? 'bad' : LOOK[state]}"
        >${closed ? team.paused : team.state[state]}</span
      >
    </div>
    <p class="figures big">
      ${waitMinutes && state === 'busy' ? `${team.wait(...waitMinutes)} · ` : nothing}${team.waiting(waiting)}
    </p>
    <p class="small">${sourceWords(line, t, now)}</p>
    ${reason ? html`<p class="notice bad">${icons.alert}<span>${reason}</span></p>` : nothing}
    ${wait ? html`<p class="notice warn">${icons.clock}<span>${team.waitSet(team.wait(...wait.minutes), when(wait.until))}</span></p>` : nothing}
    ${
      page.isSupervisor
        ? html`<div class="row actions">
            ${closed ? button(team.reopen, page.reopen) : button(team.close, page.close)}
            ${button(team.adjustWait, page.adjust)}
            ${wait ? button(team.dropWait, page.dropWait) : nothing}
          </div>`
        : nothing
    }
  </li>`;
};

/** Source of a line's state and its age: "来自电话系统，2 分钟前". */
const sourceWords = ({ source, load }: LineView, t: Messages, now: number): string => {
  const { team, common } = t;
  const parts = [team.source[source]];
  const age = load && durationWords(now - load.at, t);
  if (load?.stale && age) parts.push(team.loadStale(age));
  else if (load && age && source === 'phone-system')
    parts.push(common.ago(age), team.loadFacts(load.waiting, load.agents));
  return parts.join(common.comma);
};
