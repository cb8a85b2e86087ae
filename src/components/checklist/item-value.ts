import type { ContactTopic } from '../../contract/contact.ts';
import type { ChecklistItemId } from '../../core/checklist.ts';
import { pickText } from '../../core/text.ts';
import type { Language } from '../../contract/text.ts';
import { formatOwnTime } from '../../i18n/when.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { Draft } from '../../stores/draft-store.ts';

/** What the member entered for an item, in words. Empty or undefined if nothing. */
export const itemValue = (
  id: ChecklistItemId,
  draft: Draft,
  topics: readonly ContactTopic[],
  now: number,
  language: Language,
  m: Messages,
): string | undefined => {
  const topic = topics.find((topic) => topic.id === draft.topic);
  return {
    topic: topic && pickText(topic.label, language),
    order: draft.order,
    time: draft.occurredAt && formatOwnTime(draft.occurredAt, now, language),
    screenshot: draft.screenshots ? m.screenshotsKept(draft.screenshots) : '',
    note: draft.note,
  }[id];
};
