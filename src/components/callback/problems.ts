import type { Contact } from '../../contract/contact.ts';
import { checkCallable } from '../../core/phone.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import type { Draft } from '../../stores/draft-store.ts';

/** The fields that can be invalid, from top to bottom. */
export const FIELDS = ['when', 'phone', 'topic', 'consent'] as const;
export type Field = (typeof FIELDS)[number];

/** Why fields of the form are invalid, in words. Valid fields have no text. */
export const problemsOf = (
  { topics, callback }: Contact,
  { booked, window, phone = '', topic, consent }: Draft,
  m: Messages,
): Partial<Record<Field, string | undefined>> => {
  const callable = checkCallable(phone, callback?.countries);
  return {
    when: callback?.slots && booked && !window ? m.whenMissing : undefined,
    phone: callable.callable
      ? undefined
      : (m.phoneProblem[callable.reason] ?? m.phoneProblem['unknown']),
    topic: topics.length && !topics.some(({ id }) => id === topic) ? m.topicMissing : undefined,
    consent: consent ? undefined : m.consentMissing,
  };
};
