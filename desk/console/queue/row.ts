import { html, nothing, type TemplateResult } from 'lit';
import { pickText } from '../../../src/core/text.ts';
import type { QueueRow } from '../../wire/queue.ts';
import type { SessionView } from '../../wire/session.ts';
import type { ConsoleLanguage } from '../parts/context.ts';
import { formatTicketNumber } from '../parts/format.ts';
import { marks } from '../parts/marks.ts';
import { timeBar, timeLeft } from '../parts/time-left.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { icons } from '../parts/icons.ts';
import { tierBadge } from '../parts/tier-badge.ts';

interface About {
  session: SessionView;
  language: ConsoleLanguage;
  t: Messages;
  /** The desk's clock. */
  now: number;
  /** Whether the ticket left the queue while the mouse was on its row. */
  gone?: boolean;
}

/** Who holds the ticket; empty when nobody does. */
const holder = ({ claimedBy }: QueueRow, { session, t }: About): string =>
  claimedBy === null
    ? ''
    : claimedBy === session.me.id
      ? t.queue.mine
      : t.queue.heldBy(session.agents[claimedBy] ?? claimedBy);

const topic = (row: QueueRow, { session, language, t }: About): string =>
  row.topic === null
    ? t.common.noTopic
    : pickText(session.topics[row.topic] ?? row.topic, language);

const state = (row: QueueRow, about: About): string =>
  about.gone
    ? about.t.queue.gone
    : // Missed calls are shown by a mark instead.
      [
        ['waiting', 'claimed', 'unreached'].includes(row.status)
          ? ''
          : about.t.common.status[row.status],
        holder(row, about),
      ]
        .filter(Boolean)
        .join(' · ');

/** One ticket of the queue. */
export const queueRow = (row: QueueRow, about: About): TemplateResult => {
  const { session, language, t, now } = about;
  const told = state(row, about);
  const mine = row.claimedBy === session.me.id;
  return html`<div class="time">${timeBar(timeLeft(row, now, t, language, session.timeZone))}</div>
    <div class="what">
      <span class="topic">${topic(row, about)}</span>
      ${tierBadge(session, row.tier, language)} ${marks(row, t)}
    </div>
    <div class="who">
      <span class="number">${formatTicketNumber(row.number)}</span>
      <span class="figures phone">${row.phone}</span>
    </div>
    <div class="state">
      ${told ? html`<span class="badge ${mine ? 'mine' : ''}">${row.claimedBy ? icons.person : nothing}${told}</span>` : nothing}
    </div>`;
};
