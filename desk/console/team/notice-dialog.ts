import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../src/contract/text.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { dateOfDay, dayOfDate } from '../../../src/core/zone.ts';
import { MAX_NOTICE_DAYS, MAX_NOTICE_LENGTH, type NewNotice } from '../../wire/notices.ts';
import type { TeamView } from '../../wire/team.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { durationWords } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';
import { fromShopClock, toShopClock } from '../parts/shop-clock.ts';
import { choice, field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { TeamChangedEvent } from './team-changed.ts';

/** Offered durations, minutes. */
const DURATIONS = [60, 240] as const;

interface Draft {
  words: Record<Language, string>;
  /** Ids of lines; empty for all. */
  lines: readonly string[];
  from: 'now' | 'at';
  until: `${(typeof DURATIONS)[number]}` | 'midnight' | 'at';
  /** Values of the time fields, on the shop's clock. */
  fromAt: string;
  untilAt: string;
}

/**
 * @summary Dialog in which a supervisor writes a notice to members, with its end.
 * @element desk-notice-dialog
 * @fires console-team-changed - After the notice was written, with the team.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskNoticeDialog extends FormDialog<Draft> {
  protected override async send(draft: Draft): Promise<void> {
    const { from, until } = this._period(draft);
    const { 'zh-CN': chinese, 'zh-TW': traditional, en } = trimmed(draft.words);
    const notice: NewNotice = {
      text: {
        'zh-CN': chinese,
        ...(traditional && { 'zh-TW': traditional }),
        ...(en && { en }),
      },
      lines: draft.lines.length > 0 ? [...draft.lines] : null,
      ...(from !== undefined && { from }),
      until: until ?? 0,
    };
    const team = await this.api.post<TeamView>('/notices', notice);
    this.dispatchEvent(new TeamChangedEvent(team));
    this.announce(from === undefined ? this.t.notices.running : this.t.notices.planned);
  }

  open(): void {
    const now = this.store.now();
    const { timeZone } = this.session;
    this.start({
      words: { 'zh-CN': '', 'zh-TW': '', en: '' },
      lines: [],
      from: 'now',
      until: 'midnight',
      fromAt: toShopClock(now + 60 * MINUTE, timeZone),
      untilAt: toShopClock(now + DAY, timeZone),
    });
  }

  /** Begin (undefined: now) and end, epoch ms; undefined `until` when it is not valid. */
  private _period({ from, until, fromAt, untilAt }: Draft): {
    from: number | undefined;
    until: number | undefined;
    isFromWrong: boolean;
  } {
    const now = this.store.now();
    const { timeZone } = this.session;
    const begin = from === 'now' ? undefined : fromShopClock(fromAt, timeZone);
    const isFromWrong = from === 'at' && (begin === undefined || begin <= now);
    const start = begin ?? now;
    const midnight = (): number | undefined => {
      const date = toShopClock(start, timeZone).slice(0, 10);
      return fromShopClock(`${dateOfDay(dayOfDate(date) + 1)}T00:00`, timeZone);
    };
    const end =
      until === 'at'
        ? fromShopClock(untilAt, timeZone)
        : until === 'midnight'
          ? midnight()
          : start + Number(until) * MINUTE;
    const isRight = end !== undefined && end > start && end <= start + MAX_NOTICE_DAYS * DAY;
    return { from: begin, until: isRight ? end : undefined, isFromWrong };
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { notices } = t;
    const { from, until, isFromWrong } = this._period(draft);
    const isWritten = Boolean(draft.words['zh-CN'].trim());
    const isShown = this.showsErrors;
    const write = (language: Language) => (words: string) =>
      this.set({ words: { ...draft.words, [language]: words.slice(0, MAX_NOTICE_LENGTH) } });
    return {
      title: notices.write,
      submit: draft.from === 'now' ? notices.publish : notices.plan,
      isValid: isWritten && until !== undefined && !isFromWrong,
      body: html`${field({ id: 'zh-CN', label: notices.words, value: draft.words['zh-CN'], set: write('zh-CN'), hint: notices.wordsHint(MAX_NOTICE_LENGTH), error: isShown && !isWritten ? notices.wordsMissing : undefined, first: true })}
        <details>
          <summary>${icons.next}${notices.others}</summary>
          <div class="form others">
            ${field({ id: 'zh-TW', label: notices.traditional, value: draft.words['zh-TW'], set: write('zh-TW') })}
            ${field({ id: 'en', label: notices.english, value: draft.words.en, set: write('en') })}
          </div>
        </details>
        ${this._lines(draft, t)}
        ${choice(
          'from',
          notices.from,
          [
            ['now', notices.now],
            ['at', notices.at],
          ],
          draft.from,
          (value) => this.set({ from: value }),
        )}
        ${draft.from === 'at' ? field({ id: 'from-at', label: notices.from, type: 'datetime-local', value: draft.fromAt, set: (fromAt) => this.set({ fromAt }), error: isShown && isFromWrong ? t.team.timeMissing : undefined }) : nothing}
        ${choice(
          'until',
          notices.until,
          [
            ...DURATIONS.map((n) => [`${n}` as const, durationWords(n * MINUTE, t)] as const),
            ['midnight', notices.midnight],
            ['at', notices.at],
          ],
          draft.until,
          (value) => this.set({ until: value }),
        )}
        ${draft.until === 'at' ? field({ id: 'until-at', label: notices.until, type: 'datetime-local', value: draft.untilAt, set: (untilAt) => this.set({ untilAt }), error: isShown && until === undefined ? notices.untilWrong(MAX_NOTICE_DAYS) : undefined }) : nothing}
        ${this._preview(draft, from, until, t)}`,
    };
  }

  /** For which lines; a shop with one line has nothing to choose. */
  private _lines({ lines }: Draft, { notices }: Messages): TemplateResult | typeof nothing {
    const all = Object.keys(this.session.lines);
    if (all.length < 2) return nothing;
    const chip = (label: string, isOn: boolean, set: (isOn: boolean) => void) =>
      html`<label class="chip ${isOn ? 'on' : ''}"
        ><input
          type="checkbox"
          .checked=${isOn}
          @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
        />${label}</label
      >`;
    return html`<fieldset class="field">
      <legend class="label">${notices.whose}</legend>
      <div class="chips">
        ${chip(notices.all, lines.length === 0, () => this.set({ lines: [] }))}
        ${all.map((id) =>
          chip(this.lineName(id), lines.includes(id), (isOn) =>
            this.set({ lines: isOn ? [...lines, id] : lines.filter((one) => one !== id) }),
          ),
        )}
      </div>
    </fieldset>`;
  }

  /** The notice as members read it, in each language that was written. */
  private _preview(
    { words }: Draft,
    from: number | undefined,
    until: number | undefined,
    { team, notices }: Messages,
  ): TemplateResult {
    const written = Object.entries(trimmed(words)).filter(([, text]) => text);
    return html`<div class="preview" role="status">
      <span class="small">${team.preview}</span>
      ${(written.length ? written : [['zh-CN', '…'] as const]).map(([lang, text]) => html`<p class="as-member" lang=${lang}>${icons.alert}<span>${text}</span></p>`)}
      ${until === undefined ? nothing : html`<p class="small">${notices.period(from === undefined ? notices.now : this.when(from), this.when(until))}</p>`}
    </div>`;
  }
}

const trimmed = (words: Record<Language, string>): Record<Language, string> => ({
  'zh-CN': words['zh-CN'].trim(),
  'zh-TW': words['zh-TW'].trim(),
  en: words.en.trim(),
});

declare global {
  interface HTMLElementTagNameMap {
    'desk-notice-dialog': DeskNoticeDialog;
  }
}
