import { html, nothing, type TemplateResult } from 'lit';
import type { QueueRow } from '../../wire/queue.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from './icons.ts';

/** Icons with words for a ticket of a call, an urgent, senior, nudged or repeatedly
 * missed ticket, and for one whose member can talk now, has answered an inquiry, or has reported a
 * false call. */
export const marks = (
  { origin, urgent, senior, nudged, ready, reported, attempts, answeredAt }: QueueRow,
  t: Messages,
): TemplateResult =>
  html`${origin === 'call' ? html`<span class="mark">${icons.phone}${t.call.mark}</span>` : nothing}
  ${urgent ? html`<span class="mark urgent">${icons.urgent}${t.common.urgent}</span>` : nothing}
  ${senior ? html`<span class="mark accent">${icons.senior}${t.common.senior}</span>` : nothing}
  ${nudged ? html`<span class="mark nudged">${icons.nudged}${t.common.nudged}</span>` : nothing}
  ${ready ? html`<span class="mark nudged">${icons.phone}${t.common.ready}</span>` : nothing}
  ${answeredAt === undefined ? nothing : html`<span class="mark accent">${icons.check}${t.inquiries.mark}</span>`}
  ${reported ? html`<span class="mark urgent">${icons.alert}${t.reports.mark}</span>` : nothing}
  ${attempts ? html`<span class="mark">${icons.retry}${t.common.attempts(attempts)}</span>` : nothing}`;
