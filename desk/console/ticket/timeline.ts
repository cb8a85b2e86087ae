import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TicketEvent } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { ConsoleElement } from '../parts/console-element.ts';
import { icons } from '../parts/icons.ts';
import { consoleStyles } from '../parts/page.styles.ts';
import { sectionStyles } from './section.styles.ts';
import { timelineStyles } from './timeline.styles.ts';

/** Steps that only members take: the words say so. */
const BY_MEMBER: readonly TicketEvent['kind'][] = [
  'nudged',
  'rescheduled',
  'ready',
  'inquiry-answered',
  'reported',
];

/**
 * @summary Timeline of a ticket, oldest step first. Members see the same steps.
 * @element desk-timeline
 */
export class DeskTimeline extends ConsoleElement {
  static override styles = [...consoleStyles, sectionStyles, timelineStyles];
  static override properties: PropertyDeclarations = { steps: { attribute: false } };

  /** The steps, oldest first. */
  steps: readonly TicketEvent[] = [];

  protected override template(t: Messages): TemplateResult {
    return html`<section aria-labelledby="title">
      <header class="row spread">
        <h2 id="title">${t.ticket.timeline}</h2>
        <span class="badge">${icons.eye}${t.ticket.timelineHint}</span>
      </header>
      <ol>
        ${this.steps.map((step, index) => this._step(step, index, t))}
      </ol>
    </section>`;
  }

  private _step(step: TicketEvent, index: number, t: Messages): TemplateResult {
    const { at, actor, agent, kind } = step;
    const isLast = index === this.steps.length - 1;
    const who = agent ? this.agentName(agent) : t.common.actors[actor];
    return html`<li class=${isLast ? 'now' : ''} aria-current=${isLast ? 'step' : nothing}>
      <i></i
      ><span
        >${stepWords(step, index === 0, t)}${!BY_MEMBER.includes(kind) && index > 0 ? html` <span class="small">${who}</span>` : nothing}</span
      ><time class="figures">${this.when(at)}</time>
    </li>`;
  }
}

const stepWords = (
  { kind, status }: TicketEvent,
  isFirst: boolean,
  { ticket }: Messages,
): string =>
  kind !== 'status'
    ? ticket.kinds[kind]
    : status === 'waiting' && !isFirst
      ? ticket.backInQueue
      : ticket.steps[status];

declare global {
  interface HTMLElementTagNameMap {
    'desk-timeline': DeskTimeline;
  }
}
