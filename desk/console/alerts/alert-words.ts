import type { QueueRow } from '../../wire/queue.ts';
import type { SessionView } from '../../wire/session.ts';
import { pickText } from '../../../src/core/text.ts';
import { messagesOf } from '../i18n/messages.ts';
import type { ConsoleLanguage } from '../parts/context.ts';
import { whenWords } from '../parts/format.ts';
import type { AlertKind } from './kinds.ts';

/**
 * What a desktop notification says. Others see it on a locked or shared screen: only topic, tier and
 * due time, nothing of the member.
 */
export const alertWords = (
  kind: AlertKind,
  rows: readonly QueueRow[],
  session: SessionView,
  lang: ConsoleLanguage,
  now: number,
): { title: string; body: string } => {
  const t = messagesOf(lang);
  const [row] = rows;
  if (!row) return { title: t.alerts.title, body: t.alerts.trialBody };
  const title = t.alerts.message[kind](rows.length);
  const { topic, tier, dueAt } = row;
  const tierLabel = tier === null ? undefined : session.tiers[tier]?.label;
  const facts = [
    topic === null ? t.common.noTopic : pickText(session.topics[topic] ?? topic, lang),
    tierLabel === undefined ? t.common.noTier : pickText(tierLabel, lang),
    dueAt === null ? '' : t.alerts.due(whenWords(dueAt, now, lang, session.timeZone)),
  ];
  return { title, body: facts.filter(Boolean).join(' · ') };
};
