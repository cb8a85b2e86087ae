import { html, nothing, type TemplateResult } from 'lit';
import { DAY } from '../../../src/core/time.ts';
import type { QueueRow } from '../../wire/queue.ts';
import { isLate, SOON_LATE_MS } from '../../wire/queue-order.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { dayWords, durationWords, timeWords, whenWords } from './format.ts';
import { icons } from './icons.ts';

/** State of a promise. */
export interface TimeLeft {
  words: string;
  /** Used share of the promise, 0 to 1; null without a promise or before it begins. */
  share: number | null;
  /** `later`: not to be called yet. `none`: no time was promised. */
  state: 'calm' | 'soon' | 'late' | 'later' | 'none';
}

/**
 * Time left of a ticket's promise at `now` (the desk's clock), as a share and in words.
 * @param opening when the line opens (epoch ms, null when unknown), for a ticket that waits for
 *   it
 */
export const timeLeft = (
  row: Pick<QueueRow, 'status' | 'createdAt' | 'dueAt' | 'notBefore' | 'window'>,
  now: number,
  t: Messages,
  language: string,
  timeZone: string,
  opening: number | null | 'ready' = 'ready',
): TimeLeft => {
  const { dueAt, notBefore, window } = row;
  const time = (instant: number) => timeWords(instant, language, timeZone);
  const day = (instant: number) =>
    Math.abs(instant - now) < DAY && sameDay(instant, now, timeZone)
      ? ''
      : `${whenWords(instant, now, language, timeZone).replace(/ [^ ]*$/, '')} `;
  if (notBefore !== null && now < notBefore) {
    const words = window
      ? t.common.booked(`${day(window.from)}${time(window.from)}–${time(window.to)}`)
      : t.common.notBefore(whenWords(notBefore, now, language, timeZone));
    return { words, share: null, state: 'later' };
  }
  if (dueAt !== null && isLate(row, now))
    return { words: t.common.late(durationWords(dueAt - now, t)), share: 1, state: 'late' };
  if (opening !== 'ready') {
    const when = opening === null ? undefined : whenWords(opening, now, language, timeZone);
    return { words: t.common.atOpening(when), share: null, state: 'later' };
  }
  if (dueAt === null) return { words: t.common.noPromise, share: null, state: 'none' };
  const left = dueAt - now;
  // A call in progress, or one that ended: nobody has to hurry.
  if (left < 0) return { words: t.common.wasDue(time(dueAt)), share: 1, state: 'calm' };
  const start = notBefore ?? row.createdAt;
  const share = dueAt > start ? Math.min(1, Math.max(0, (now - start) / (dueAt - start))) : 1;
  const words = window
    ? t.common.bookedNow(`${time(window.from)}–${time(window.to)}`, durationWords(left, t))
    : t.common.left(durationWords(left, t));
  return { words, share, state: left < SOON_LATE_MS ? 'soon' : 'calm' };
};

const sameDay = (a: number, b: number, timeZone: string): boolean =>
  dayWords(a, 'en', timeZone) === dayWords(b, 'en', timeZone);

const TIME_ICONS = {
  calm: icons.clock,
  soon: icons.clock,
  late: icons.alert,
  later: icons.calendar,
  none: icons.clock,
} as const;

/** The time left of a promise as a bar and in words. */
export const timeBar = ({ words, share, state }: TimeLeft): TemplateResult =>
  html`<span class="left ${state}"
    ><span class="words">${TIME_ICONS[state]}<span class="figures">${words}</span></span
    >${share === null ? nothing : html`<span class="track" aria-hidden="true"><span .style=${`transform:scaleX(${share.toFixed(3)})`}></span></span>`}</span
  >`;
