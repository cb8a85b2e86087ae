import { html, nothing, type TemplateResult } from 'lit';
import { messagesOf } from '../i18n/messages.ts';
import type { ConsoleContext } from '../parts/context.ts';
import { secondsWords } from '../parts/format.ts';
import { icons } from '../parts/icons.ts';

/** Says that the queue is not live, why, and of what time it is. */
export const linkNotice = ({ store, lang }: ConsoleContext): TemplateResult | typeof nothing => {
  const { link, asOf, session } = store;
  if (!session || (link !== 'polled' && link !== 'lost')) return nothing;
  const { shell } = messagesOf(lang);
  // The time changes with each load, which nobody wants to hear each time.
  return html`<p class="notice warn">
    ${icons.offline}<span
      ><span role="status">${link === 'lost' ? shell.lostHint : shell.polledHint}</span>
      ${asOf ? html`<span class="figures">${shell.shownAsOf(secondsWords(asOf, lang, session.timeZone))}</span>` : nothing}</span
    >
  </p>`;
};
