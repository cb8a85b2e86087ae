import { html, nothing } from 'lit';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { waitRange } from '../../../src/i18n/wait.ts';
import type { LineView } from '../../wire/lines.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { durationWords } from '../parts/format.ts';
import { changeLine } from './change-line.ts';
import { choice, field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';
import { linePreview, memberWords } from './line-preview.ts';
import { TeamChangedEvent } from './team-changed.ts';

/** How long a set wait may stay in force, minutes. */
const DURATIONS = ['15', '30', '60', '120'] as const;
/** Longest wait that can be set, minutes. */
const MAX_WAIT = DAY / MINUTE;

interface Draft {
  line: LineView;
  /** Shortest and longest wait, minutes, as typed. */
  min: string;
  max: string;
  duration: (typeof DURATIONS)[number];
}

/**
 * @summary Dialog in which a supervisor sets the wait of a line for a while.
 * @element desk-wait-dialog
 * @fires console-team-changed - After the wait was set, with the team.
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskWaitDialog extends FormDialog<Draft> {
  protected override async send(draft: Draft): Promise<void> {
    const minutes = waitOf(draft);
    if (!minutes) return;
    const { id, label } = draft.line;
    const until = this.store.now() + Number(draft.duration) * MINUTE;
    const team = await changeLine(this.api, id, { wait: { minutes, until } });
    this.dispatchEvent(new TeamChangedEvent(team));
    this.announce(this.t.team.waitDone(this.text(label)));
  }

  open(line: LineView): void {
    const [min, max] = line.wait?.minutes ?? line.waitMinutes ?? [5, 10];
    this.start({ line, min: `${min}`, max: `${max}`, duration: '30' });
  }

  protected override form(draft: Draft, t: Messages): DialogForm {
    const { team } = t;
    const minutes = waitOf(draft);
    const error = this.showsErrors && !minutes ? team.waitWrong : undefined;
    return {
      title: team.adjustLine(this.text(draft.line.label)),
      submit: t.common.save,
      isValid: Boolean(minutes),
      body: html`<div class="pair">
          ${field({ id: 'min', label: team.minWait, type: 'number', value: draft.min, set: (min) => this.set({ min }), error, first: true })}
          ${field({ id: 'max', label: team.maxWait, type: 'number', value: draft.max, set: (max) => this.set({ max }), error })}
        </div>
        ${choice(
          'duration',
          team.holdsFor,
          DURATIONS.map((n) => [n, durationWords(Number(n) * MINUTE, t)] as const),
          draft.duration,
          (duration) => this.set({ duration }),
        )}
        ${minutes ? linePreview(team.preview, memberWords(this.language).wait(waitRange(minutes))) : nothing}`,
    };
  }
}

/** The wait as a range of minutes; undefined when it is not valid. */
const waitOf = ({ min, max }: Draft): [number, number] | undefined => {
  const [from, to] = [minutesIn(min), minutesIn(max)];
  return from !== undefined && to !== undefined && from <= to ? [from, to] : undefined;
};

/** Whole minutes, 0 to {@link MAX_WAIT}; undefined for anything else. */
const minutesIn = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) <= MAX_WAIT ? Number(text) : undefined;

declare global {
  interface HTMLElementTagNameMap {
    'desk-wait-dialog': DeskWaitDialog;
  }
}
