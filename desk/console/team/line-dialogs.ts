import { html, type LitElement, type TemplateResult } from 'lit';
import { MINUTE } from '../../../src/core/time.ts';
import { messages as memberEn } from '../../../src/i18n/en.ts';
import { messages as memberZh } from '../../../src/i18n/zh-CN.ts';
import type { LineChange } from '../../wire/lines.ts';
import type { ConsoleLanguage } from '../parts/context.ts';
import { durationWords, whenWords } from '../parts/format.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { choice, field } from './field.ts';
import { Modal } from './modal.ts';
import { fromShopClock, toShopClock } from '../parts/shop-clock.ts';

const OWN = 'own';

interface Line {
  id: string;
  name: string;
}

interface Closing extends Line {
  /** Index of a prepared reason, or the choice of an own reason. */
  preset: string;
  own: string;
  until: 'reopened' | '30' | '60' | '120' | 'at';
  /** Value of the reopening time field, on the shop's clock. */
  at: string;
}

interface Waiting extends Line {
  least: string;
  most: string;
  minutes: '15' | '30' | '60' | '120';
}

/** The part of the page that the dialogs use. */
export interface LinePage {
  language: ConsoleLanguage;
  timeZone: string;
  /** The desk's clock. */
  now: number;
  change(line: string, change: LineChange, said: string): Promise<void>;
}

/** The dialogs in which a supervisor closes a line or sets its wait. */
export class LineDialogs {
  private readonly _closing: Modal<Closing>;
  private readonly _waiting: Modal<Waiting>;

  constructor(host: LitElement) {
    this._closing = new Modal(host, 'close-line', '.line h3');
    this._waiting = new Modal(host, 'wait-line', '.line h3');
  }

  close(line: Line, { now, timeZone }: LinePage): void {
    this._closing.open({
      ...line,
      preset: '0',
      own: '',
      until: 'reopened',
      at: toShopClock(now + 60 * MINUTE, timeZone),
    });
  }

  adjust(line: Line, wait: readonly [number, number] | undefined): void {
    this._waiting.open({
      ...line,
      least: `${wait?.[0] ?? 5}`,
      most: `${wait?.[1] ?? 10}`,
      minutes: '30',
    });
  }

  template(t: Messages, page: LinePage): TemplateResult {
    return html`${this._closing.template(t, (draft) => this._close(draft, t, page))}${this._waiting.template(t, (draft) => this._adjust(draft, t, page))}`;
  }

  private _close(draft: Closing, t: Messages, page: LinePage) {
    const { language, timeZone, now } = page;
    const { team } = t;
    const reason =
      draft.preset === OWN ? draft.own.trim() : (team.reasons[Number(draft.preset)] ?? '');
    const at = fromShopClock(draft.at, timeZone);
    const until =
      draft.until === 'reopened'
        ? undefined
        : draft.until === 'at'
          ? at
          : now + Number(draft.until) * MINUTE;
    const isTimeWrong = draft.until === 'at' && (at === undefined || at <= now);
    const set = (change: Partial<Closing>) => this._closing.set(change);
    const { tried } = this._closing;
    const member = memberWords(language);
    const sentence = [
      member.status.closed,
      reason || '…',
      until !== undefined &&
        !isTimeWrong &&
        member.opens(whenWords(until, now, language, timeZone)),
    ]
      .filter(Boolean)
      .join(' · ');
    return {
      title: team.closeLine(draft.name),
      submit: team.close,
      dangerous: true,
      isRight: Boolean(reason) && !isTimeWrong,
      act: () =>
        page.change(
          draft.id,
          { closed: { reason, ...(until !== undefined && { until }) } },
          team.closedNow(draft.name),
        ),
      body: html`${choice(
        'reason',
        team.reason,
        [
          ...team.reasons.map((words, index) => [`${index}`, words] as const),
          [OWN, team.ownReason] as const,
        ],
        draft.preset,
        (preset) => set({ preset }),
      )}
      ${
        draft.preset === OWN
          ? field({
              id: 'own',
              label: team.ownReason,
              value: draft.own,
              set: (own) => set({ own: own.slice(0, 200) }),
              wrong: tried && !reason ? team.reasonMissing : undefined,
            })
          : ''
      }
      ${choice(
        'until',
        team.untilWhen,
        [
          ['reopened', team.untilReopened],
          ...([30, 60, 120] as const).map(
            (n) => [`${n}` as const, team.forMinutes(durationWords(n * MINUTE, t))] as const,
          ),
          ['at', team.atTime],
        ],
        draft.until,
        (until) => set({ until }),
      )}
      ${
        draft.until === 'at'
          ? field({
              id: 'at',
              label: team.time,
              type: 'datetime-local',
              value: draft.at,
              set: (value) => set({ at: value }),
              wrong: tried && isTimeWrong ? team.timeMissing : undefined,
            })
          : ''
      }
      ${preview(team.preview, sentence)}`,
    };
  }

  private _adjust(draft: Waiting, t: Messages, page: LinePage) {
    const { team } = t;
    const least = minutesIn(draft.least);
    const most = minutesIn(draft.most);
    const isRight = least !== undefined && most !== undefined && least <= most;
    const set = (change: Partial<Waiting>) => this._waiting.set(change);
    const wrong = this._waiting.tried && !isRight ? team.waitWrong : undefined;
    return {
      title: team.adjustLine(draft.name),
      submit: t.common.save,
      isRight,
      act: async () => {
        if (isRight)
          await page.change(
            draft.id,
            { wait: { minutes: [least, most], until: page.now + Number(draft.minutes) * MINUTE } },
            team.waitDone(draft.name),
          );
      },
      body: html`<div class="pair">
          ${field({ id: 'least', label: team.leastWait, type: 'number', value: draft.least, set: (value) => set({ least: value }), wrong, first: true })}
          ${field({ id: 'most', label: team.mostWait, type: 'number', value: draft.most, set: (value) => set({ most: value }), wrong })}
        </div>
        ${choice(
          'minutes',
          team.holdsFor,
          (['15', '30', '60', '120'] as const).map(
            (n) => [n, durationWords(Number(n) * MINUTE, t)] as const,
          ),
          draft.minutes,
          (minutes) => set({ minutes }),
        )}
        ${isRight ? preview(team.preview, memberWords(page.language).wait(least, most)) : ''}`,
    };
  }
}

/** Messages of the members' widget, so that the preview shows what members will read. */
const memberWords = (language: ConsoleLanguage) => (language === 'en' ? memberEn : memberZh);

const preview = (label: string, sentence: string): TemplateResult =>
  html`<div class="preview" role="status">
    <span class="small">${label}</span>
    <p>${sentence}</p>
  </div>`;

/** Whole minutes, 0 to 1440; undefined for anything else. */
const minutesIn = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) <= 1440 ? Number(text) : undefined;
