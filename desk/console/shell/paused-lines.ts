import { html, nothing, type TemplateResult } from 'lit';
import { pickText } from '../../../src/core/text.ts';
import { messagesOf } from '../i18n/messages.ts';
import { whenWords } from '../parts/format.ts';
import type { ConsoleContext } from '../parts/context.ts';
import { icons } from '../parts/icons.ts';

/**
 * The lines that are paused now, on every page, so that no pause is forgotten. A supervisor resumes
 * one with one press. Not an element: the shell lays it out above its page.
 */
export const pausedLines = (
  { store, lang }: ConsoleContext,
  resume: (line: string) => void,
): TemplateResult | typeof nothing => {
  const { session } = store;
  if (!session) return nothing;
  const { team } = messagesOf(lang);
  const now = store.now();
  const isSupervisor = session.me.role === 'supervisor';
  const paused = Object.entries(session.lines).flatMap(([id, { label, paused: pause }]) =>
    pause && (pause.until === undefined || pause.until > now) ? [{ id, label, ...pause }] : [],
  );
  return html`${paused.map(
    ({ id, label, reason, until }) =>
      html`<div class="notice warn paused" role="status">
        ${icons.clock}<span
          >${team.pausedLine(
            pickText(label, lang),
            until === undefined ? undefined : whenWords(until, now, lang, session.timeZone),
            pickText(reason, lang),
          )}</span
        >
        ${
          isSupervisor
            ? html`<button
                type="button"
                class="button outline small-button"
                @click=${() => resume(id)}
              >
                ${team.reopen}
              </button>`
            : nothing
        }
      </div>`,
  )}`;
};
