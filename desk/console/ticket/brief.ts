import { html, nothing, type TemplateResult } from 'lit';
import { MINUTE } from '../../../src/core/time.ts';
import type { TicketView } from '../../wire/ticket.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';

interface About {
  t: Messages;
  when(instant: number): string;
  time(instant: number): string;
  topicName(id: string): string;
  lineName(id: string): string;
  duration(ms: number): string;
  copy(text: string): unknown;
}

/** The brief: what the member entered before the call. */
export const brief = (
  view: TicketView,
  { t, when, time, topicName, lineName, duration, copy }: About,
): TemplateResult => {
  const { row, orderNumber, occurredAt, note, member, promiseMinutes, phone } = view;
  const nothingTold = html`<span class="quiet-words">${t.ticket.nothing}</span>`;
  return html`<dl class="facts">
    <dt>${t.ticket.need}</dt>
    <dd><strong>${row.topic === null ? t.common.noTopic : topicName(row.topic)}</strong></dd>
    <dt>${t.ticket.order}</dt>
    <dd>
      ${
        orderNumber === null
          ? nothingTold
          : html`<span class="row"
              ><span class="figures">${orderNumber}</span
              ><button
                type="button"
                class="icon"
                aria-label=${t.ticket.copyOrder}
                title=${t.ticket.copyOrder}
                @click=${() => copy(orderNumber)}
              >
                ${icons.copy}
              </button></span
            >`
      }
    </dd>
    <dt>${t.ticket.time}</dt>
    <dd class="figures">${occurredAt === null ? nothingTold : when(occurredAt)}</dd>
    <dt>${t.ticket.words}</dt>
    <dd class="words">${note ?? nothingTold}</dd>
    ${
      phone
        ? html`<dt>${t.ticket.phone}</dt>
            <dd class="figures">${phone}</dd>`
        : nothing
    }
    ${
      member === null
        ? nothing
        : html`<dt>${t.ticket.member}</dt>
            <dd class="figures">${member}</dd>`
    }
    <dt>${t.ticket.line}</dt>
    <dd>${lineName(row.line)}</dd>
    <dt>${t.ticket.promise}</dt>
    <dd>
      ${row.window ? t.common.booked(`${when(row.window.from)}–${time(row.window.to)}`) : html`${t.ticket.promised(duration(promiseMinutes * MINUTE))}${row.dueAt === null ? nothing : html`<span class="quiet-words figures"> · ${when(row.dueAt)}</span>`}`}
    </dd>
  </dl>`;
};
