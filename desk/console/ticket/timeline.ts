import { html, nothing, type TemplateResult } from 'lit';
import type { TicketView, TicketEvent } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';

interface About {
  t: Messages;
  when(instant: number): string;
  agentName(id: string): string;
}

const words = ({ kind, status }: TicketEvent, first: boolean, { t }: About): string =>
  kind === 'status'
    ? status === 'waiting' && !first
      ? t.ticket.backInQueue
      : t.ticket.steps[status]
    : t.ticket.kinds[kind];

/** Timeline of a ticket, oldest step first. */
export const timeline = ({ timeline: events }: TicketView, about: About): TemplateResult =>
  html`<ol class="timeline">
    ${events.map((event, index) => {
      const { at, actor, agent, kind } = event;
      const who = agent ? about.agentName(agent) : about.t.common.actors[actor];
      return html`<li
        class=${index === events.length - 1 ? 'now' : ''}
        aria-current=${index === events.length - 1 ? 'step' : nothing}
      >
        <i></i
        ><span
          >${words(event, index === 0, about)}${kind === 'status' && index > 0 ? html` <span class="small">${who}</span>` : nothing}</span
        ><time class="figures">${about.when(at)}</time>
      </li>`;
    })}
  </ol>`;
