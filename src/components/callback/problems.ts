import type { Contact } from '../../contract/contact.ts';
import { checkCallable } from '../../core/phone.ts';
import type { Messages } from '../../i18n/zh-CN.ts';
import { wordsOf } from '../../i18n/words-of.ts';
import type { Submission } from '../../stores/submission.ts';
import { retryWords } from '../parts/retry-words.ts';
import type { Draft } from '../../stores/draft-store.ts';

/** The fields that can be invalid, from top to bottom. */
export const FIELDS = ['when', 'phone', 'topic', 'order', 'time', 'note'] as const;
export type Field = (typeof FIELDS)[number];

type Refusal = Submission & { phase: 'refused' };

/** The fields that a desk names in other words. */
const FIELD_OF: Record<string, Field> = { occurredAt: 'time', 'when/from': 'when' };

/** The field that a desk refused; undefined if it refused the whole. */
export const refusedField = ({ code, field = '' }: Refusal): Field | undefined =>
  /slot/.test(code)
    ? 'when'
    : code === 'unknown-topic'
      ? 'topic'
      : code === 'too-many-for-number'
        ? 'phone'
        : (FIELD_OF[field] ?? FIELDS.find((known) => known === field));

/** Why a desk refused a request, in words. */
export const refusedWords = (refusal: Refusal, m: Messages): string =>
  (refusal.field === 'phone' &&
    (wordsOf(m.phoneProblem, refusal.reason) ?? m.phoneProblem['unknown'])) ||
  `${wordsOf(m.refused, refusal.code) ?? m.refused['other']} ${retryWords(refusal.retryAfter, m)}`;

/** Why fields of the form are invalid, in words. Valid fields have no text. */
export const problemsOf = (
  { topics, callback, member }: Contact,
  { booked, window, phone, topic }: Draft,
  m: Messages,
): Partial<Record<Field, string | undefined>> => {
  const isKnown = phone === undefined && !!member.phone;
  const callable = checkCallable(phone ?? '', callback?.countries);
  return {
    when: callback?.slots && booked && !window ? m.whenMissing : undefined,
    phone:
      isKnown || callable.callable
        ? undefined
        : (m.phoneProblem[callable.reason] ?? m.phoneProblem['unknown']),
    topic:
      topic && topics.length && !topics.some(({ id }) => id === topic)
        ? m.refused['unknown-topic']
        : undefined,
  };
};
