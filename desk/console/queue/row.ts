import { html, nothing, type TemplateResult } from 'lit';
import { pickText } from '../../../src/core/text.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { isLate } from '../../wire/queue-order.ts';
import type { SessionView } from '../../wire/session.ts';
import { messagesOf } from '../i18n/messages.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import type { AlikeCounts } from '../connection/alike.ts';
import type { ConsoleContext } from '../parts/context.ts';
import { formatTicketNumber, whenWords } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { marks } from '../parts/marks.ts';
import { tierBadge } from '../parts/tier-badge.ts';
import { timeBar, timeLeft } from '../parts/time-left.ts';

/**
 * One ticket of the queue. Not an element: a long queue would then render all its rows again at each
 * change of the store, which `guard` in the list avoids.
 * @param alike how many others in the queue are like it
 * @param isGone whether the ticket left the queue while the mouse was on its row
 */
export const queueRow = (
  row: QueueRow,
  { store, lang }: ConsoleContext,
  isGone: boolean,
  alike?: AlikeCounts,
): TemplateResult | typeof nothing => {
  const { session } = store;
  if (!session) return nothing;
  const t = messagesOf(lang);
  const topic =
    row.topic === null ? t.common.noTopic : pickText(session.topics[row.topic] ?? row.topic, lang);
  const now = store.now();
  const opening = store.opening(row);
  // A ticket that is not late says beside its time that it waits for the opening.
  const isClosed = opening !== 'ready' && isLate(row, now);
  const closed = t.queue.closed(
    typeof opening === 'number' ? whenWords(opening, now, lang, session.timeZone) : undefined,
  );
  const state = isGone ? t.queue.gone : isClosed ? closed : stateWords(row, session, t);
  const isMine = row.claimedBy === session.me.id;
  return html`<div class="time">
      ${timeBar(timeLeft(row, now, t, lang, session.timeZone, opening))}
    </div>
    <div class="what">
      <span class="topic">${topic}</span>
      ${tierBadge(session, row.tier, lang)} ${marks(row, t)}${alikeMark(alike, t)}
      ${row.orderNumber === null && row.words === null ? nothing : html`<span class="about">${row.orderNumber === null ? nothing : html`<span class="order" translate="no">${row.orderNumber}</span>`}${row.words}</span>`}
    </div>
    <div class="who">
      <span class="number" translate="no">${formatTicketNumber(row.number)}</span>
      <span class="figures phone" translate="no"
        >${row.name === null ? nothing : html`<span class="name" translate="no">${row.name}</span> `}${row.phone}</span
      >
    </div>
    <div class="state">
      ${state ? html`<span class="badge ${isMine ? 'mine' : ''}">${row.claimedBy ? icons.person : nothing}${state}</span>` : nothing}
    </div>`;
};

/** That there are others of the same caller: perhaps the same thing, asked twice. */
const alikeMark = (
  { member, order }: AlikeCounts = { member: 0, order: 0 },
  t: Messages,
): TemplateResult | typeof nothing =>
  member || order
    ? html`<span class="mark accent"
        >${icons.copy}${member ? t.merge.sameMember(member) : t.merge.sameOrder(order)}</span
      >`
    : nothing;

/** Status and holder; empty when there is nothing to say. Missed calls are shown by a mark. */
const stateWords = (row: QueueRow, session: SessionView, t: Messages): string =>
  [
    ['waiting', 'claimed', 'unreached'].includes(row.status) ? '' : t.common.status[row.status],
    holder(row, session, t),
  ]
    .filter(Boolean)
    .join(' · ');

/** Who holds the ticket; empty when nobody does. */
const holder = ({ claimedBy }: QueueRow, { me, agents }: SessionView, { queue }: Messages) =>
  claimedBy === null
    ? ''
    : claimedBy === me.id
      ? queue.mine
      : queue.heldBy(agents[claimedBy] ?? claimedBy);
