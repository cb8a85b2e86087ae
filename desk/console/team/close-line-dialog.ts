import { html, nothing, type TemplateResult } from 'lit';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { localIso } from '../../../src/core/zone.ts';
import type { LineView } from '../../wire/lines.ts';
import { pausedWords } from '../../wire/paused-words.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { durationWords } from '../parts/format.ts';
import { fromShopClock, toShopClock } from '../parts/shop-clock.ts';
import { changeLine } from './change-line.ts';
import { choice, field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { linePreview } from './line-preview.ts';
import { TeamChangedEvent } from './team-changed.ts';

/** Choice of a reason that is not among the prepared ones. */
const OWN = 'own';
/** Offered durations, minutes. */
const DURATIONS = [30, 60, 120] as const;

interface Draft {
  line: LineView;
  /** Index of a prepared reason, or {@link OWN}. */
  preset: string;
  own: string;
  until: `${(typeof DURATIONS)[number]}` | 'at';
  /** Value of the reopening time field, on the shop's clock. */
  at: string;
}

/** A draft as it would be sent. */
interface Closing {
  /** Empty while none was given. */
  reason: string;
  /** Epoch ms; undefined when the time is not valid. */
  until: number | undefined;
  isTimeWrong: boolean;
}

/**
 * @summary Dialog in which a supervisor closes a line for a while.
 * @element desk-close-line-dialog
 * @fires console-team-changed - After the line was closed, with the team.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskCloseLineDialog extends FormDialog<Draft> {
  protected override async send(draft: Draft): Promise<void> {
    const { id, label } = draft.line;
    const { reason, until } = this._closing(draft);
    if (until === undefined) return;
    const team = await changeLine(this.api, id, { closed: { reason, until } });
    this.dispatchEvent(new TeamChangedEvent(team));
    this.announce(this.t.team.closedNow(this.text(label)));
  }

  private _closing({ preset, own, until, at }: Draft): Closing {
    const now = this.store.now();
    const reason = preset === OWN ? own.trim() : (this.t.team.reasons[Number(preset)] ?? '');
    if (until !== 'at') return { reason, until: now + Number(until) * MINUTE, isTimeWrong: false };
    const time = fromShopClock(at, this.session.timeZone);
    const isTimeWrong = time === undefined || time <= now || time > now + DAY;
    return { reason, until: isTimeWrong ? undefined : time, isTimeWrong };
  }

  open(line: LineView): void {
    this.start({
      line,
      preset: '0',
      own: '',
      until: '60',
      at: toShopClock(this.store.now() + 60 * MINUTE, this.session.timeZone),
    });
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { team } = t;
    const { reason, until, isTimeWrong } = this._closing(draft);
    const isShown = this.showsErrors;
    return {
      title: team.closeLine(this.text(draft.line.label)),
      submit: team.close,
      dangerous: true,
      isValid: Boolean(reason) && !isTimeWrong,
      body: html`${choice(
        'reason',
        team.reason,
        [
          ...team.reasons.map((words, index) => [`${index}`, words] as const),
          [OWN, team.ownReason] as const,
        ],
        draft.preset,
        (preset) => this.set({ preset }),
      )}
      ${
        draft.preset === OWN
          ? field({
              id: 'own',
              label: team.ownReason,
              value: draft.own,
              set: (own) => this.set({ own: own.slice(0, 200) }),
              error: isShown && !reason ? team.reasonMissing : undefined,
            })
          : nothing
      }
      ${choice(
        'until',
        team.untilWhen,
        [
          ...DURATIONS.map(
            (n) => [`${n}` as const, team.forMinutes(durationWords(n * MINUTE, t))] as const,
          ),
          ['at', team.atTime],
        ],
        draft.until,
        (value) => this.set({ until: value }),
      )}
      ${
        draft.until === 'at'
          ? field({
              id: 'at',
              label: team.time,
              type: 'datetime-local',
              value: draft.at,
              set: (value) => this.set({ at: value }),
              error: isShown && isTimeWrong ? team.timeMissing : undefined,
            })
          : nothing
      }
      ${this._preview(reason, until, t)}`,
    };
  }

  private _preview(reason: string, until: number | undefined, t: Messages): TemplateResult {
    const { timeZone } = this.session;
    const words = pausedWords(
      until === undefined ? undefined : localIso(timeZone, until),
      localIso(timeZone, this.store.now()),
    );
    return linePreview(t.team.preview, `${this.text(words)} · ${reason || '…'}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-close-line-dialog': DeskCloseLineDialog;
  }
}
