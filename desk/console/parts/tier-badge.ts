import { html, type TemplateResult } from 'lit';
import { pickText } from '../../../src/core/text.ts';
import type { SessionView } from '../../wire/session.ts';
import type { ConsoleLanguage } from './context.ts';
import { messagesOf } from '../i18n/messages.ts';

/** Label of a tier. Guests have no tier; a tier removed from the config shows its id. */
export const tierName = (
  { tiers }: SessionView,
  id: string | null,
  language: ConsoleLanguage,
): string =>
  id === null
    ? messagesOf(language).common.noTier
    : tiers[id]
      ? pickText(tiers[id].label, language)
      : id;

/** Badge with the label of a tier, in the style that the shop chose for it. */
export const tierBadge = (
  session: SessionView,
  id: string | null,
  language: ConsoleLanguage,
): TemplateResult =>
  html`<span class="tier ${id === null ? 'guest' : (session.tiers[id]?.style ?? 'normal')}"
    >${tierName(session, id, language)}</span
  >`;
